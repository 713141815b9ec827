/**
 * A crash between any two steps: wraps stores so that the n-th call of the named verbs fails before it does anything. `done` tells
 * whether the story got past it.
 */
export function failingAt<Deps extends object>(
  deps: Deps,
  verbs: Readonly<Record<string, readonly string[]>>,
  step: number,
): { readonly deps: Deps; readonly calls: () => number } {
  let calls = 0;
  const wrapped = Object.fromEntries(
    Object.entries(verbs).map(([store, names]) => {
      const real = deps[store as keyof Deps] as Record<string, (...args: unknown[]) => Promise<unknown>>;
      const failing = names.map((name) => [
        name,
        async (...args: unknown[]) => {
          calls += 1;
          if (calls === step) throw new Crash(`${store}.${name}`);
          return real[name]?.(...args);
        },
      ]);
      return [store, { ...real, ...Object.fromEntries(failing) }];
    }),
  );
  return { deps: { ...deps, ...wrapped }, calls: () => calls };
}

export class Crash extends Error {}
