// What one answer means: for the words in doubt, and wherever else the same voice or name stands.
import { paragraphFor } from "./cards.js";
import { shown } from "./steps.js";

// One answer holds for the same voice, or the same name, wherever it stands.
export function alike(place) {
  const wordsAt = (one) =>
    paragraphFor(shown(), one)
      ?.text.slice(one.first ?? 0, one.last ?? 0)
      .replace(/^\P{L}+|\P{L}+$/gu, "");
  return shown().places.filter(
    (one) =>
      one !== place &&
      one.kind === place.kind &&
      (["voice", "role"].includes(place.kind)
        ? place.label !== null && one.label === place.label
        : place.kind === "name" && place.first !== null && one.first !== null && wordsAt(one) === wordsAt(place)),
  );
}

// The suggestion instead of the doubtful words; what stands about them, as a full stop, stays.
export function withSuggestionIn(text, place) {
  if (place.first === null) return place.suggestion;
  const old = text.slice(place.first, place.last);
  const lead = /^[^\p{L}\p{N}]*/u.exec(old)[0];
  const tail = /[^\p{L}\p{N}]*$/u.exec(old)[0];
  return (
    text.slice(0, place.first) +
    (place.suggestion.startsWith(lead) ? "" : lead) +
    place.suggestion +
    (place.suggestion.endsWith(tail) ? "" : tail) +
    text.slice(place.last)
  );
}
