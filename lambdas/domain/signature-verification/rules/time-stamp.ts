import type { SignerRule } from '../signer-facts.ts';

/** A time-stamp that does not count is told, not passed over: the signature may be judged at the wrong time. */
export const timeStamp: SignerRule = {
  failure: 'bad-time-stamp',
  broken: ({ timeStamp: verdict }) => (verdict && 'sentence' in verdict ? verdict.sentence : undefined),
};
