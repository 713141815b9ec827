import type { VerifierSettings } from '../../contracts/settings.ts';
import type { VerificationChallenge } from '../../contracts/signature-verification.ts';
import type { WorkChallenges } from '../../domain/proof-of-work/work-challenges.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChallengeVerifierDeps {
  readonly settings: VerifierSettings;
  readonly quotas: SendQuotas;
  readonly challenges: Pick<WorkChallenges, 'give'>;
}

/** POST /api/verification/challenge (D4): no account, no picture to read; a little work for the machine that asks. */
export async function challengeVerifier(
  request: HttpRequest,
  { settings, quotas, challenges }: ChallengeVerifierDeps,
): Promise<HttpResponse> {
  const { now, sourceIp } = request;
  await quotas.take([{ scope: `ip:${sourceIp}:verification`, ...settings.challengesPerAddress }], now);
  const { challenge, expiresAt } = await challenges.give(settings.challengeSeconds, now);
  const body: VerificationChallenge = {
    challenge,
    bits: settings.challengeBits,
    expiresAt: expiresAt.toISOString(),
  };
  return { status: 201, body };
}
