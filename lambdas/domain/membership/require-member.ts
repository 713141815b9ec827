import type { AuthorityCode } from '../../contracts/organisations.ts';
import type { Account } from '../account/account.ts';
import type { Attribute, Attributes } from '../attribute/attribute.ts';
import { Refusal } from '../errors.ts';
import type { Organisation, Organisations } from '../organisation/organisation.ts';
import { isRepresentative, requireActive } from '../organisation/representative.ts';

export interface MemberDeps {
  readonly organisations: Organisations;
  readonly attributes: Pick<Attributes, 'ofHolder'>;
}

/** Somebody who acts for an active organisation: its representative, or who holds a live attribute of it (E3). */
export interface Member {
  readonly organisation: Organisation;
  /** May this member do that for the organisation? The representative may do everything. */
  readonly may: (authority: AuthorityCode) => boolean;
}

/**
 * @throws Refusal forbidden `not-of-this-organisation`, conflict `organisation-not-active`
 */
export async function requireMember(
  id: string | undefined,
  account: Account,
  deps: MemberDeps,
  now: Date,
): Promise<Member> {
  const organisation = id === undefined ? undefined : await deps.organisations.find(id);
  if (organisation === undefined) throw notOfThisOrganisation();
  if (isRepresentative(organisation, account.id)) return { organisation, may: () => true };
  const held = await deps.attributes.ofHolder(account.id);
  const live = held.filter(
    (attribute) => attribute.organisationId === organisation.id && isLive(attribute, now),
  );
  if (live.length === 0) throw notOfThisOrganisation();
  requireActive(organisation);
  return {
    organisation,
    may: (authority) => live.some(({ authorities }) => authorities.includes(authority)),
  };
}

/** @throws Refusal forbidden `no-authority-for-this` */
export function requireAuthority(member: Member, authority: AuthorityCode): void {
  if (member.may(authority)) return;
  throw new Refusal(
    'forbidden',
    'no-authority-for-this',
    'You hold no live authority of this organisation for this. Ask its representative for it.',
  );
}

/** Good, and now within its period. */
export const isLive = ({ status, notBefore, notAfter }: Attribute, now: Date): boolean =>
  status === 'good' && notBefore <= now.toISOString() && now.toISOString() <= notAfter;

const notOfThisOrganisation = (): Refusal =>
  new Refusal(
    'forbidden',
    'not-of-this-organisation',
    'You do not act for this organisation. Ask its representative for the authority.',
  );
