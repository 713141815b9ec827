import { AwsError } from '../service.ts';
import type { Template } from '../template/resource.ts';
import { conditionsHold, type RequestKeys, UnknownConditionError } from './condition.ts';
import { type Policies, readPolicies } from './policies.ts';
import type { Statement } from './statement.ts';

/** Who asks: a role, and the function acting in it for AWS's sentence. */
export interface Principal {
  /** Role ARN, or `arn:aws:iam::<account>:root`. */
  readonly arn: string;
  /** Session name: the function's name. */
  readonly session?: string;
}

/** The template's IAM. */
export interface Iam {
  /**
   * Decides one action on one resource; `keys` is asked only when a condition needs it.
   *
   * @throws AwsError `AccessDeniedException` with AWS's sentence
   */
  authorize(principal: Principal, action: string, resource: string, keys?: () => RequestKeys): void;
}

/** Why a call is refused; `undefined` when it is allowed. */
type Refusal = string | undefined;

interface Question {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly keys: () => RequestKeys;
}

/** Statements that speak about one (role, action, resource), so that repeated questions cost one map lookup. */
interface Relevant {
  readonly identity: readonly Statement[];
  readonly resource: readonly Statement[];
  readonly settled: { readonly refusal: Refusal } | undefined;
}

const CACHE_LIMIT = 20_000;

/** Makes the IAM of a template. `warn` hears of anything in a policy that cannot be evaluated here. */
export function createIam(template: Template, warn: (line: string) => void): Iam {
  const root = `arn:aws:iam::${template.account}:root`;
  const policies = readPolicies(template, warn);
  const cache = new Map<string, Relevant>();

  function relevant(question: Question): Relevant {
    const { principal, action, resource } = question;
    const name = `${principal.arn}\n${action}\n${resource}`;
    let known = cache.get(name);
    if (known === undefined) {
      known = findRelevant(policies, question, root);
      if (cache.size >= CACHE_LIMIT) cache.clear();
      cache.set(name, known);
    }
    return known;
  }

  return {
    authorize(principal, action, resource, keys = () => ({})) {
      if (principal.arn === root) return;
      const question = { principal, action, resource, keys };
      const { identity, resource: own, settled } = relevant(question);
      const refusal = settled === undefined ? decide(identity, own, question, root, warn) : settled.refusal;
      if (refusal !== undefined) throw denied(question, refusal);
    },
  };
}

function findRelevant(policies: Policies, question: Question, root: string): Relevant {
  const { principal, action, resource } = question;
  const identity = (policies.ofRole(principal.arn) ?? []).filter(
    (each) => each.action(action) && each.resource(resource),
  );
  const own = policies
    .ofResource(resource)
    .filter((each) => each.action(action) && (each.principal(principal.arn) || each.principal(root)));
  const fixed = [...identity, ...own].every(({ condition }) => condition === undefined);
  const settled = fixed ? { refusal: decide(identity, own, question, root, () => {}) } : undefined;
  return { identity, resource: own, settled };
}

/** Policy evaluation within one account: explicit deny, then any allow; KMS needs its key policy's consent as well. */
function decide(
  identity: readonly Statement[],
  own: readonly Statement[],
  question: Question,
  root: string,
  warn: (line: string) => void,
): Refusal {
  const { principal, action, resource, keys } = question;
  try {
    const holding = (statements: readonly Statement[]) =>
      statements.filter(({ condition }) => condition === undefined || conditionsHold(condition, keys()));
    const [mine, theirs] = [holding(identity), holding(own)];
    const direct = theirs.filter((each) => each.principal(principal.arn));
    if (mine.some(({ allow }) => !allow)) return 'with an explicit deny in an identity-based policy';
    if (direct.some(({ allow }) => !allow)) return 'with an explicit deny in a resource-based policy';
    if (direct.some(({ allow }) => allow)) return undefined;
    const allowed = mine.some(({ allow }) => allow);
    const delegated = theirs.some((each) => each.allow && each.principal(root));
    if (allowed && resource.split(':')[2] === 'kms' && !delegated)
      return `because no resource-based policy allows the ${action} action`;
    return allowed ? undefined : `because no identity-based policy allows the ${action} action`;
  } catch (error) {
    if (!(error instanceof UnknownConditionError)) throw error;
    warn(`IAM: ${error.message} ${action} on ${resource} is refused.`);
    return `because the laptop cloud cannot evaluate a condition: ${error.message}`;
  }
}

function denied({ principal, action, resource }: Question, reason: string): AwsError {
  const role = /:role\/(?:.*\/)?([^/]+)$/.exec(principal.arn)?.[1];
  const account = principal.arn.split(':')[4];
  const user =
    role === undefined
      ? principal.arn
      : `arn:aws:sts::${account}:assumed-role/${role}/${principal.session ?? 'local'}`;
  const sentence = `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
  return new AwsError('AccessDeniedException', sentence, 400);
}
