// What this browser keeps: steps before they are sent, and how the page was left. Where storage is refused, nothing is kept.
export const kept = { refused: false };

export function readKept(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

export function writeKept(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    kept.refused = false;
  } catch {
    kept.refused = true;
  }
}

const OPTIONS = "review-options";
export const option = (name, otherwise) => readKept(OPTIONS)[name] ?? otherwise;
export const setOption = (name, value) => writeKept(OPTIONS, { ...readKept(OPTIONS), [name]: value });

// Steps by their id. Two pages of one recording share the list, so each adds and takes away its own alone.
export function keepSteps(name, mine, gone) {
  const all = new Map((readKept(name).steps ?? []).map((step) => [step.id, step]));
  for (const id of gone) all.delete(id);
  for (const step of mine) all.set(step.id, step);
  if (all.size) writeKept(name, { steps: [...all.values()] });
  else
    try {
      localStorage.removeItem(name);
    } catch {
      kept.refused = true;
    }
}
