/** One condition of a pattern's leaf; anything else is refused loudly. */
function leafFits(condition: unknown, actual: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return condition === actual;
  const [[operator, wanted] = ['', undefined]] = Object.entries(condition);
  if (operator === 'exists') return (actual !== undefined) === wanted;
  if (operator === 'prefix') return typeof actual === 'string' && actual.startsWith(String(wanted));
  if (operator === 'suffix') return typeof actual === 'string' && actual.endsWith(String(wanted));
  if (operator === 'anything-but') return actual !== undefined && ![wanted].flat().includes(actual);
  throw new Error(`The event filter operator ${operator} is not known to the laptop cloud.`);
}

/** Whether an event fits a filter pattern (Lambda event filtering: every named field, any of its values). */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  return Object.entries((pattern ?? {}) as Record<string, unknown>).every(([name, wanted]) => {
    const actual = (event as Record<string, unknown> | null | undefined)?.[name];
    if (name === '$or' && Array.isArray(wanted)) return wanted.some((each) => matchesPattern(each, event));
    if (!Array.isArray(wanted)) return matchesPattern(wanted, actual);
    return [actual].flat().some((each) => wanted.some((condition) => leafFits(condition, each)));
  });
}

/** Whether any of the filters fits; no filters let everything through. */
export function matchesFilters(filters: readonly unknown[], event: unknown): boolean {
  return filters.length === 0 || filters.some((pattern) => matchesPattern(pattern, event));
}
