"""Train the checkpoint on the example programme: `python -m tests.checkpoints.train`.

It begins with stretches of six seconds placed anywhere in the window, which cost little, and ends with whole
windows of 30 s. On a busy machine set OMP_WAIT_POLICY=PASSIVE: threads that wait by spinning slow each other.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from tests.checkpoints.harbour import store
from tests.checkpoints.lessons import deciding, words_in_use
from tests.checkpoints.programme import load_programme
from tests.checkpoints.student import Student, attention_loss, seeded
from tests.checkpoints.teacher import WHOLE, Example, Teacher

THREADS = 2
SEED = 7


@dataclass(frozen=True, slots=True)
class Course:
    """Steps with batches of so many windows of so many encoder positions."""

    steps: int
    windows: int
    positions: int


COURSES = (Course(600, 8, 300), Course(300, 4, 750), Course(700, 4, WHOLE))
_RATE, _MATRIX_RATE = 4e-3, 0.03
_WARM_UP = 30
_WEIGHTS = {"text": 1.0, "words": 0.5, "now": 0.3, "before": 0.1}
"""Tokens, the word spotted in each position, and where the last and the first layer of the decoder look."""


def marks(student: Student, examples: list[Example]) -> dict[str, Tensor]:
    """The losses of one batch."""
    offsets = torch.tensor([example.offset for example in examples])
    spotted = torch.stack([example.spotted for example in examples])
    page = student.page([example.lesson for example in examples])
    audio = student.encode(torch.stack([example.bands for example in examples]), offsets)
    logs, looked = student.decode(page.inputs, audio)
    heard = (page.heard - offsets[:, None, None]).clamp(min=0)
    return {
        "text": student.text_loss(logs, page.labels),
        "words": functional.cross_entropy(student.spotter(audio).flatten(0, 1), spotted.flatten()),
        "now": attention_loss(looked[1], heard),
        "before": attention_loss(looked[0], torch.roll(heard, 1, 1)),
    }


def optimizers(student: Student) -> tuple[torch.optim.Optimizer, ...]:
    """Muon for the matrices of the blocks, where it learns a third faster; AdamW for the rest."""
    named = list(student.named_parameters())
    matrices = [weight for name, weight in named if weight.dim() == 2 and "blocks" in name]
    others = [weight for name, weight in named if not (weight.dim() == 2 and "blocks" in name)]
    return (
        torch.optim.Muon(matrices, lr=_MATRIX_RATE, weight_decay=0.01),
        torch.optim.AdamW(others, lr=_RATE, betas=(0.9, 0.98), weight_decay=0.01),
    )


def pace(number: int, steps: int) -> float:
    """Share of the full rate at a step: a short rise, then half a cosine."""
    return min(1.0, (number + 1) / _WARM_UP) * (0.02 + 0.49 * (1 + math.cos(math.pi * number / steps)))


def train(report: Callable[[str], None]) -> Student:
    """Go through all courses."""
    torch.set_num_threads(THREADS)
    programme = load_programme()
    teacher = Teacher(programme, seeded(SEED))
    student = Student(words_in_use(programme), teacher.classes, deciding())
    hands = optimizers(student)
    plan = [course for course in COURSES for _ in range(course.steps)]
    schedules = [torch.optim.lr_scheduler.LambdaLR(hand, lambda n: pace(n, len(plan))) for hand in hands]
    began = time.monotonic()
    for number, course in enumerate(plan):
        losses = marks(student, teacher.batch(course.windows, course.positions))
        student.zero_grad()
        total = torch.stack([_WEIGHTS[name] * loss for name, loss in losses.items()]).sum()
        total.backward()  # type: ignore[no-untyped-call]  # torch annotates it only in part
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        for hand, schedule in zip(hands, schedules, strict=True):
            hand.step()
            schedule.step()
        if number % 50 == 0 or number == len(plan) - 1:
            said = "  ".join(f"{name} {loss.item():.3f}" for name, loss in losses.items())
            report(f"{number:4d}/{len(plan)}  {time.monotonic() - began:4.0f} s  {said}")
    return student


def main() -> None:
    """Train and store."""
    student = train(lambda line: print(line, flush=True))
    store(student.state(), student.tables())


if __name__ == "__main__":
    main()
