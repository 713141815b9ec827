/** Letters, digits and signs with single spaces: nothing that hides, turns round or breaks what people read on our pages. */
export const isDisplayedLine = (text: string): boolean =>
  /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+( [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u.test(text);
