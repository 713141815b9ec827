/** A holding that must exist where a function is made; the order of the stacks is wrong when it does not. */
export function existing<Name extends string, Holding>(
  holdings: Readonly<Partial<Record<Name, Holding>>>,
  name: Name,
): Holding {
  const holding = holdings[name];
  if (holding === undefined)
    throw new Error(`"${name}" is granted before it exists: make its stack or construct first.`);
  return holding;
}
