// When each printed word is heard. Times are milliseconds; an entry is [first letter, letter after the last, start, end].
const LEAST = 60;
const EXTRA = 2;

export const pieces = (text) =>
  [...text.matchAll(/\S+/gu)].map((found) => ({
    text: found[0],
    first: found.index,
    last: found.index + found[0].length,
  }));

// Several words share a stretch of time by their length in letters.
function share(words, start, end) {
  const whole = words.reduce((sum, word) => sum + word.text.length + EXTRA, 0);
  let passed = 0;
  return words.map((word) => {
    const from = start + ((end - start) * passed) / whole;
    passed += word.text.length + EXTRA;
    return { ...word, start: Math.round(from), end: Math.round(start + ((end - start) * passed) / whole) };
  });
}

// The printed words of a paragraph, each with its time; one that was not heard as printed shares the gap.
export function wordsOf(paragraph) {
  const words = pieces(paragraph.text);
  let at = 0;
  for (const [first, last, start, end] of paragraph.words) {
    while (at < words.length && words[at].last <= first) at++;
    const under = [];
    for (let next = at; next < words.length && words[next].first < last; next++) under.push(words[next]);
    share(under, start, end).forEach((timed, number) => {
      const word = under[number];
      word.start = Math.min(word.start ?? Infinity, timed.start);
      word.end = Math.max(word.end ?? 0, timed.end);
    });
  }
  return filled(words, Math.round(paragraph.start * 1000), Math.round(paragraph.end * 1000));
}

function filled(words, start, end) {
  const done = [];
  let before = start;
  for (let at = 0; at < words.length; at++) {
    if (words[at].start !== undefined) {
      before = Math.max(before, words[at].start);
      done.push({ ...words[at], start: before, end: (before = Math.max(before, words[at].end)) });
      continue;
    }
    let next = at;
    while (next < words.length && words[next].start === undefined) next++;
    const until = Math.max(before, next < words.length ? words[next].start : end);
    done.push(...share(words.slice(at, next), before, until));
    before = until;
    at = next - 1;
  }
  return done;
}

export const entriesOf = (words) => words.map((word) => [word.first, word.last, word.start, word.end]);

// How many words two lists have in common at their start and, apart from those, at their end.
export function common(one, other) {
  let front = 0;
  let back = 0;
  const most = Math.min(one.length, other.length);
  while (front < most && one[front].text === other[front].text) front++;
  while (back < most - front && one[one.length - 1 - back].text === other[other.length - 1 - back].text) back++;
  return { front, back };
}

// The paragraph with another text: words that stay keep their times, new ones share the time of those they replace.
export function rewritten(paragraph, text) {
  const old = wordsOf(paragraph);
  const fresh = pieces(text);
  const { front, back } = common(old, fresh);
  const head = old.slice(0, front);
  const tail = old.slice(old.length - back);
  const added = fresh.slice(front, fresh.length - back);
  const gone = old.slice(front, old.length - back);
  let from = gone.length ? gone[0].start : head.length ? head[front - 1].end : Math.round(paragraph.start * 1000);
  let to = gone.length ? gone[gone.length - 1].end : tail.length ? tail[0].start : Math.round(paragraph.end * 1000);
  if (!gone.length && added.length) [from, to] = widened(head, tail, from, to, LEAST * added.length);
  const kept = (words, shift) =>
    words.map((word, at) => ({ ...word, first: fresh[shift + at].first, last: fresh[shift + at].last }));
  const words = [...kept(head, 0), ...share(added, from, to), ...kept(tail, fresh.length - back)];
  return { ...paragraph, text, words: entriesOf(words) };
}

// Room for inserted words where none is: taken from the longer neighbour, half of it at most.
function widened(head, tail, from, to, wanted) {
  const missing = wanted - (to - from);
  if (missing <= 0) return [from, to];
  const before = head[head.length - 1];
  const after = tail[0];
  const left = before ? before.end - before.start : 0;
  const right = after ? after.end - after.start : 0;
  if (left >= right && before) {
    from = Math.max(before.end - missing, before.end - Math.floor(left / 2));
    head[head.length - 1] = { ...before, end: from };
  } else if (after) {
    to = Math.min(after.start + missing, after.start + Math.floor(right / 2));
    tail[0] = { ...after, start: to };
  }
  return [from, to];
}

// The last of a list sorted by start (in the list's own unit) that has begun at a time; -1 before the first.
export function begun(list, time, startOf = (one) => one.start) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(list[middle]) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
