"""The registry: what it ships, and what it refuses."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.models import Registry, UnknownModelError
from pipeline.models.source import UrlSource, WheelSource

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


def test_every_official_whisper_model_is_listed_with_its_address_and_checksum() -> None:
    registry = Registry.load()
    for name, address in whisper_addresses().items():
        model = registry.model(f"whisper-{name}")
        digest, file_name = address.split("/")[-2:]
        assert [(file.name, file.sha256) for file in model.files] == [(file_name, digest)]
        assert model.sources == (UrlSource({file_name: address}),)


def test_no_whisper_model_is_listed_that_is_not_official() -> None:
    official = {f"whisper-{name}" for name in whisper_addresses()}
    listed = {name for name in Registry.load().names if name.startswith("whisper-")}
    assert listed == official


def test_the_starter_set_comes_from_packages_alone() -> None:
    models = Registry.load().select(["starter"])
    assert [model.name for model in models] == ["moonshine-tiny-en", "pyannote-segmentation", "ge2e-encoder"]
    assert all(isinstance(source, WheelSource) for model in models for source in model.sources)
    assert all(model.size for model in models)


def test_the_studio_set_holds_turbo_and_base() -> None:
    names = {model.name for model in Registry.load().select(["studio"])}
    assert {"whisper-large-v3-turbo", "whisper-base.en"} <= names


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
        ('kind = "torrent"', 'kind = "wheel"', "source 1: unknown kind 'torrent'; known are wheel, url"),
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


def test_files_may_lie_in_subfolders_and_come_from_the_hub() -> None:
    text = GOOD[: GOOD.index('kind = "wheel"')].replace("weights.bin", "plda/plda.npz") + (
        'kind = "hub"\nrepo = "nobody/toy"\nrevision = "main"\npaths = { "plda/plda.npz" = "plda.npz" }\n'
    )
    assert Registry.parse(text).model("toy").files[0].name == "plda/plda.npz"
