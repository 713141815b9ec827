import { Refusal } from '../errors.ts';
import type { CertificateApplication } from './application.ts';

/**
 * A person's own application that has not run out. Somebody else's is not told apart from none.
 * @throws Refusal not-found `no-such-certificate-application`, gone `certificate-application-over`
 */
export function requireApplication(
  application: CertificateApplication | undefined,
  accountId: string,
  now: Date,
): CertificateApplication {
  if (application === undefined || application.accountId !== accountId) {
    throw new Refusal(
      'not-found',
      'no-such-certificate-application',
      'There is no such application of yours. Apply again.',
      { next: ['apply-for-certificate'] },
    );
  }
  if (application.expiresAt * 1000 <= now.getTime()) {
    throw new Refusal('gone', 'certificate-application-over', 'This application ran out. Apply again.', {
      next: ['apply-for-certificate'],
    });
  }
  return application;
}
