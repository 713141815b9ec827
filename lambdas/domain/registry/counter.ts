import type { Account } from '../account/account.ts';
import type { Accounts } from '../account/accounts.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { type TellHolderDeps, tellHolder } from '../certificate-holder/tell-holder.ts';
import { Refusal } from '../errors.ts';
import { type CounterAct, counterActWord } from '../message/counter-act-words.ts';
import { requireOperator } from '../operator/current-operator.ts';
import type { Operator } from '../operator/operator.ts';
import { OPERATOR_COOKIE, type Operators } from '../operator/operators.ts';
import type { Sessions } from '../session/sessions.ts';

export interface CounterDeps {
  readonly sessions: Sessions;
  readonly operators: Operators;
  readonly cookies: {
    read(cookies: Readonly<Record<string, string>>, cookie: string): string | undefined;
  };
  readonly audit: AuditTrail;
}

/** The operator at the counter: signed in, with the role `clerk`. */
export async function requireClerk(
  request: { readonly cookies: Readonly<Record<string, string>>; readonly now: Date },
  deps: CounterDeps,
): Promise<Operator> {
  const secret = deps.cookies.read(request.cookies, OPERATOR_COOKIE);
  return (await requireOperator(secret, 'clerk', deps, request.now)).operator;
}

/** @throws Refusal not-found `no-such-person`, conflict `identity-closed` */
export async function requirePerson(id: string, accounts: Pick<Accounts, 'find'>): Promise<Account> {
  const account = id === '' ? undefined : await accounts.find(id);
  if (account?.status === 'closed') {
    throw new Refusal(
      'conflict',
      'identity-closed',
      'This person has left: what was known of them is erased.',
    );
  }
  if (account !== undefined) return account;
  throw new Refusal('not-found', 'no-such-person', 'There is no such identity.');
}

/** Every act stands in the person's own trail with the operator's name. */
export async function recordAct(
  act: {
    readonly event: string;
    readonly subject: string;
    readonly operator: Operator;
    readonly at: Date;
    readonly details?: Readonly<Record<string, string>>;
    readonly once?: string;
  },
  { audit }: CounterDeps,
): Promise<void> {
  const { operator, ...event } = act;
  await audit.record({ ...event, actor: `operator:${operator.id}` });
}

/** …and the person is written to. The same `occurrence` is told once. */
export async function tellAct(
  account: Account,
  act: CounterAct,
  occurrence: string,
  deps: TellHolderDeps,
): Promise<void> {
  const told = {
    id: `${act}:${account.id}:${occurrence}`,
    template: 'counter-act',
    page: '/app/trail',
    data: { act: counterActWord(act, account.language) },
  };
  await tellHolder(account, told, deps);
}
