import { InvalidRequest } from '../oauth-error/invalid-request.ts';

/** Parameters of an OAuth request. Empty ones count as absent (RFC 6749 §3.1). */
export interface Parameters {
  /** The value; undefined when absent. Throws `InvalidRequest` when the parameter came more than once. */
  get(name: string): string | undefined;
  /** The value, or undefined when absent or repeated: for what must be known before anything is refused. */
  peek(name: string): string | undefined;
  /** Every value, for the one parameter that may be repeated (`resource`, RFC 8707 §2). */
  all(name: string): readonly string[];
}

/** RFC 6749 §3.1, §3.2: request parameters must not come more than once; unknown ones are ignored. */
export function parametersOf(pairs: URLSearchParams): Parameters {
  const values = (name: string): readonly string[] => pairs.getAll(name);
  return {
    get(name) {
      const [value, second] = values(name);
      if (second !== undefined) throw new InvalidRequest(`The parameter ${name} was given more than once.`);
      return value === '' ? undefined : value;
    },
    peek(name) {
      const all = values(name);
      return all.length === 1 && all[0] !== '' ? all[0] : undefined;
    },
    all: (name) => values(name).filter((value) => value !== ''),
  };
}
