import { compilePattern, type Matcher } from './pattern.ts';

/** One policy statement, ready to be asked. */
export interface Statement {
  readonly allow: boolean;
  readonly action: Matcher;
  readonly resource: Matcher;
  /** Whom a resource policy speaks of; identity policies speak of their owner. */
  readonly principal: Matcher;
  /** The raw `Condition` block, when there is one. */
  readonly condition?: unknown;
}

interface RawStatement {
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: unknown;
}

/**
 * Compiles a policy document.
 *
 * @param resource stands for `Resource` where a resource policy means itself by `*` (KMS keys)
 */
export function compilePolicy(document: unknown, resource?: string): Statement[] {
  const { Statement = [] } = (document ?? {}) as { Statement?: RawStatement | RawStatement[] };
  return [Statement].flat().map((raw) => ({
    allow: raw.Effect === 'Allow',
    action: oneOf(raw.Action, raw.NotAction, true),
    resource:
      resource === undefined ? oneOf(raw.Resource, raw.NotResource, false) : (text) => text === resource,
    principal: principals(raw.Principal, raw.NotPrincipal),
    ...(raw.Condition === undefined ? {} : { condition: raw.Condition }),
  }));
}

function oneOf(wanted: unknown, unwanted: unknown, ignoreCase: boolean): Matcher {
  const patterns = [wanted ?? unwanted ?? []].flat().map((each) => compilePattern(String(each), ignoreCase));
  if (wanted !== undefined) return (text) => patterns.some((fits) => fits(text));
  return unwanted === undefined ? () => false : (text) => !patterns.some((fits) => fits(text));
}

/** `Principal: {AWS: arn|account|*}`; service and federated principals are nobody who calls here. */
function principals(wanted: unknown, unwanted: unknown): Matcher {
  const chosen = wanted ?? unwanted;
  const names =
    chosen === '*' ? ['*'] : [(chosen as { AWS?: unknown } | undefined)?.AWS ?? []].flat().map(String);
  const fits = (caller: string) => names.some((name) => name === '*' || name === caller);
  return wanted === undefined && unwanted !== undefined ? (caller) => !fits(caller) : fits;
}
