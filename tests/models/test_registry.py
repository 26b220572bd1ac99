"""The registry: what it ships, and what it refuses."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.models import Registry, Task, UnknownModelError
from pipeline.models.sources import UrlSource, WheelSource

DIGEST = "ab" * 32
GOOD = f"""
schema = "broadcast-models/1"
[sets]
starter = ["toy"]
[models.toy]
task = "recognizer"
title = "Toy"
licence = "MIT"
attribution = "Nobody"
homepage = "https://toy.example"
description = "A toy."
aliases = ["plaything"]
[[models.toy.files]]
name = "weights.bin"
sha256 = "{DIGEST}"
size = 5
[[models.toy.sources]]
kind = "wheel"
package = "toy-package"
version = "1.0"
paths = {{ "weights.bin" = "toy/weights.bin" }}
"""
SECOND = GOOD[GOOD.index("[models.toy]") :]


def whisper_addresses() -> dict[str, str]:
    """The names and addresses in the whisper package, read without importing it and all that it needs."""
    spec = importlib.util.find_spec("whisper")
    if spec is None or spec.origin is None:
        pytest.skip("openai-whisper is not installed")
    for node in ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_MODELS":
            found = ast.literal_eval(node.value)
            assert isinstance(found, dict)
            return found
    raise AssertionError("the whisper package lists its models somewhere else now")


CONVERTED = {"base", "tiny.en"}
"""Those that are kept in the form that serves both libraries."""


def test_every_official_whisper_model_is_listed_with_its_address_and_checksum() -> None:
    registry = Registry.load()
    for name, address in whisper_addresses().items():
        model = registry.model(f"whisper-{name}")
        digest, file_name = address.split("/")[-2:]
        if name in CONVERTED:
            assert [file.checkpoint for file in model.files if file.name == "model.bin"] == [digest]
            continue
        assert [(file.name, file.sha256) for file in model.files] == [(file_name, digest)]
        assert model.sources == (UrlSource({file_name: address}),)


def test_no_whisper_model_is_listed_that_is_not_official() -> None:
    official = {f"whisper-{name}" for name in whisper_addresses()}
    listed = {name for name in Registry.load().names if name.startswith("whisper-")}
    assert listed == official


@pytest.mark.parametrize("name", ["starter", "starter-small"])
def test_a_starter_model_comes_from_its_publisher_and_else_from_packages(name: str) -> None:
    models = Registry.load().select([name])
    assert [model.task for model in models] == [Task.RECOGNIZER, Task.SEGMENTATION, Task.EMBEDDING]
    for model in models:
        assert [isinstance(source, WheelSource) for source in model.sources] == [False, True]
        assert all(source.names == {file.name for file in model.files} for source in model.sources)
        assert model.size
        assert model.languages


def test_the_studio_set_holds_turbo_and_base() -> None:
    names = {model.name for model in Registry.load().select(["studio"])}
    assert {"whisper-large-v3-turbo", "whisper-base"} <= names


def test_the_readme_names_every_starter_model_and_the_packages_to_carry_over() -> None:
    text = (Path(__file__).parents[2] / "models" / "README.md").read_text(encoding="utf-8")
    for model in Registry.load().select(["starter", "starter-small"]):
        assert f"**{model.name}**" in text
        packages = [source.packages for source in model.sources if isinstance(source, WheelSource)]
        for package in packages[0]:
            assert f"{' '.join(package.options)} {package.name}=={package.version}".strip() in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("moonshine-tiny-en", "whisper-tiny.en"),
        ("pyannote-segmentation", "segmentation-3.0"),
        ("ge2e-encoder", "campplus"),
    ],
)
def test_the_name_of_a_model_of_earlier_versions_is_answered_with_what_replaces_it(
    old: str, new: str
) -> None:
    with pytest.raises(UnknownModelError) as raised:
        Registry.load().select([old])
    assert (
        str(raised.value) == f"{old} is no longer used; {new} replaces it. Run `pipeline models pull {new}`."
    )


def test_a_good_registry_is_read_whole() -> None:
    registry = Registry.parse(GOOD)
    model = registry.model("plaything")
    assert (model.name, model.size, model.sets) == ("toy", 5, ("starter",))
    assert registry.names == ("starter", "toy", "plaything")


def test_select_gives_each_model_once() -> None:
    assert len(Registry.parse(GOOD).select(["starter", "toy", "plaything"])) == 1


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownModelError, match=r"'toi'.*Known names: starter, toy, plaything"):
        Registry.parse(GOOD).model("toi")


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ("", f'sha256 = "{DIGEST}"', "model toy, file 1: sha256 is missing"),
        ('sha256 = "abc"', f'sha256 = "{DIGEST}"', "sha256 must be 64 lower-case hex digits, got 'abc'"),
        ('kind = "torrent"', 'kind = "wheel"', "source 1: unknown kind 'torrent'; known are wheel"),
        ('task = "oracle"', 'task = "recognizer"', "task must be one of recognizer, segmentation"),
        ('licence = ""', 'licence = "MIT"', "licence must be a text that is not empty"),
        ("size = 0", "size = 5", "size must be a number of bytes above 0"),
        ('size = "5"', "size = 5", "size must be a whole number"),
        ('siez = 5', "size = 5", "file 1: unknown key siez"),
        ('name = "../weights.bin"', 'name = "weights.bin"', "'../weights.bin' is not a plain relative path"),
        ('name = "/weights.bin"', 'name = "weights.bin"', "is not a plain relative path"),
        ('name = "other.bin"', 'name = "weights.bin"', "offers files that are not listed: weights.bin"),
        ('package = "--target=away"', 'package = "toy-package"', "package and version must be plain words"),
        ('starter = ["toi"]', 'starter = ["toy"]', "the set starter lists toi, which is no model"),
        ('toy = ["toy"]', 'starter = ["toy"]', "toy is the name of a set and of a model"),
        ('aliases = ["toy"]', 'aliases = ["plaything"]', "two models are called toy"),
        ('aliases = ["../x"]', 'aliases = ["plaything"]', "'../x' is not a name"),
        ('schema = "2"', 'schema = "broadcast-models/1"', "schema must be 'broadcast-models/1'"),
        ("= =", "size = 5", "is not valid TOML"),
        ("", SECOND, "list.toml: models is missing"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_registry_is_named_with_its_place(wrong: str, right: str, complaint: str) -> None:
    assert right in GOOD
    text = GOOD.replace(right, wrong)
    with pytest.raises(ModelError) as raised:
        Registry.parse(text, "list.toml")
    assert complaint in raised.value.message
    assert "list.toml" in raised.value.message
    assert raised.value.exit_code == 5


def test_a_file_that_no_source_offers_is_a_mistake() -> None:
    extra = f'[[models.toy.files]]\nname = "more.bin"\nsha256 = "{DIGEST}"\n[[models.toy.sources]]'
    with pytest.raises(ModelError, match=r"no source offers more\.bin"):
        Registry.parse(GOOD.replace("[[models.toy.sources]]", extra))


JOINED = (
    GOOD[: GOOD.index('kind = "wheel"')]
    + f"""
kind = "wheels"
packages = [{{ name = "toy-1", version = "1.0" }}, {{ name = "toy-2", version = "1.0", abi = "cp311" }}]
[[models.toy.sources.files]]
name = "weights.bin"
drop = ["nothing"]
joined = "{DIGEST}"
parts = [
    {{ package = "toy-1", path = "a/b", sha256 = "{DIGEST}", size = 3 }},
    {{ package = "toy-2", path = "c", sha256 = "{DIGEST}" }},
]
"""
)


def test_a_file_may_be_carried_in_parts_by_several_packages() -> None:
    (source,) = Registry.parse(JOINED).model("toy").sources
    assert isinstance(source, WheelSource)
    assert [(part.package.name, part.path) for part in source.files["weights.bin"].parts] == [
        ("toy-1", "a/b"),
        ("toy-2", "c"),
    ]
    assert source.label == "the packages toy-1 1.0 and toy-2 1.0"
    assert source.packages[1].download == "download --no-deps --only-binary=:all: --abi cp311 toy-2==1.0"


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ('package = "toy-3"', 'package = "toy-2"', "part 2: toy-3 is none of the packages of this source"),
        ("", 'drop = ["nothing"]', "drop and joined belong together"),
        ("", f', sha256 = "{DIGEST}", size = 3', "each of several parts must have its sha256"),
        ('path = "../c"', 'path = "c"', "'../c' is not a plain relative path"),
        ('abi = "-x"', 'abi = "cp311"', "platform, python and abi must be plain words"),
        ('abbi = "cp311"', 'abi = "cp311"', "package 2: unknown key abbi"),
    ],
)
def test_a_mistake_in_the_parts_of_a_file_is_named_with_its_place(
    wrong: str, right: str, complaint: str
) -> None:
    assert right in JOINED
    with pytest.raises(ModelError) as raised:
        Registry.parse(JOINED.replace(right, wrong), "list.toml")
    assert complaint in raised.value.message
    assert raised.value.message.startswith("The model registry is wrong: list.toml, model toy, source 1")


def test_what_was_measured_and_what_replaced_what_is_read() -> None:
    more = '[retired]\nold-toy = "toy"\n[models.toy.measured]\naccuracy = "good"\n'
    registry = Registry.parse(GOOD.replace("[[models.toy.files]]", more + "[[models.toy.files]]"))
    assert (registry.model("toy").measured.accuracy, registry.model("toy").measured.speed) == ("good", "")
    assert registry.retired == {"old-toy": "toy"}
    with pytest.raises(ModelError, match="retired names nobody, which is no model"):
        Registry.parse(GOOD.replace("[models.toy]", '[retired]\nold-toy = "nobody"\n[models.toy]'))


def test_files_may_lie_in_subfolders_and_come_from_the_hub() -> None:
    text = GOOD[: GOOD.index('kind = "wheel"')].replace("weights.bin", "plda/plda.npz") + (
        'kind = "hub"\nrepo = "nobody/toy"\nrevision = "main"\npaths = { "plda/plda.npz" = "plda.npz" }\n'
    )
    assert Registry.parse(text).model("toy").files[0].name == "plda/plda.npz"
