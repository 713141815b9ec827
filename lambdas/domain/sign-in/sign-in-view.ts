import type { SignInView } from '../../contracts/sign-in.ts';
import type { Approval } from '../approval/approval.ts';
import { type Client, purposeOf } from '../client/client.ts';
import type { SignIn } from './load-sign-in.ts';

/** What every state of the page shows: who asks, in which language, until when. */
function frameOf({ interaction, client }: SignIn): Omit<SignInView, 'state'> {
  const { language } = interaction.request;
  const purpose = purposeOf(client, language);
  return {
    client: {
      name: client.client_name,
      ...(client.logo_uri !== undefined && { logoUri: client.logo_uri }),
      ...(client.policy_uri !== undefined && { policyUri: client.policy_uri }),
      ...(client.tos_uri !== undefined && { tosUri: client.tos_uri }),
      ...(purpose !== undefined && { purpose }),
    },
    language,
    expiresAt: interaction.validUntil,
  };
}

export function phoneView(signIn: SignIn, notice?: 'expired'): SignInView {
  const { phoneHint, request } = signIn.interaction;
  return {
    ...frameOf(signIn),
    state: 'phone',
    ...(phoneHint !== undefined && { phoneHint }),
    ...(request.invitesToEnrol && { invitesToEnrol: true }),
    ...(notice !== undefined && { notice }),
  };
}

export const waitingView = (
  signIn: SignIn,
  approval: Pick<Approval, 'bindingNumber' | 'validUntil' | 'textedAt'>,
): SignInView => ({
  ...frameOf(signIn),
  state: 'waiting',
  bindingNumber: approval.bindingNumber,
  expiresAt: approval.validUntil,
  textMessage: approval.textedAt === undefined ? 'offered' : 'sent',
});

/** Reasons of what is asked now, and of nothing else. */
function purposesFor(
  claims: readonly string[],
  { claim_purposes = {} }: Pick<Client, 'claim_purposes'>,
): Pick<SignInView, 'claimPurposes'> {
  const known = Object.entries(claim_purposes).filter(([claim]) => claims.includes(claim));
  return known.length === 0 ? {} : { claimPurposes: Object.fromEntries(known) };
}

export const consentView = (
  signIn: SignIn,
  claims: readonly string[],
  { remembered, continuesAs }: { readonly remembered: boolean; readonly continuesAs?: string },
): SignInView => ({
  ...frameOf(signIn),
  state: 'consent',
  claims: [...claims],
  ...purposesFor(claims, signIn.client),
  ...(remembered && { remembered }),
  ...(continuesAs !== undefined && { continuesAs }),
});

/** The end: back to the relying party, or, when that was told once already, nothing more. */
export const endView = (
  signIn: SignIn,
  state: 'finished' | 'expired',
  redirectTo: string | undefined,
): SignInView => ({ ...frameOf(signIn), state, ...(redirectTo !== undefined && { redirectTo }) });
