/** Whether a text fits an IAM pattern. */
export type Matcher = (text: string) => boolean;

/**
 * Compiles an IAM pattern: `*` any run of characters, `?` exactly one.
 *
 * @param ignoreCase action names are compared without case, ARNs with it
 */
export function compilePattern(pattern: string, ignoreCase = false): Matcher {
  if (pattern === '*') return () => true;
  if (!/[*?]/.test(pattern)) {
    const exact = ignoreCase ? pattern.toLowerCase() : pattern;
    return (text) => (ignoreCase ? text.toLowerCase() : text) === exact;
  }
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
  return (text) => expression.test(text);
}
