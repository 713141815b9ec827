import { kmsSigner } from '../../lambdas/adapters/aws/kms-signer.ts';
import { DEFAULT_CERTIFICATES } from '../../lambdas/contracts/settings.ts';
import { holdCeremony } from '../../lambdas/domain/key-ceremony/hold-ceremony.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { pem } from './openssl.ts';
import { type SignInService, startSignInService } from './sign-in.ts';
import { openTrustBucket } from './trust-bucket.ts';

/** The function `signatures` beside those of sign-in, with a hierarchy whose keys lie in the test's KMS. */
export async function startSimpleSignatures(): Promise<{
  readonly service: SignInService;
  readonly rootPem: string;
}> {
  const published = new Map<string, Uint8Array>();
  const bucket = await openTrustBucket();
  const service = await startSignInService(
    {},
    {},
    {
      tables: ['simple-signatures'],
      functions: async () => {
        await holdCeremony({
          publications: {
            find: async (path) => published.get(path),
            keep: async (path, bytes) => {
              published.set(path, bytes);
              await bucket.put(path, bytes);
            },
          },
          signer: (key) => kmsSigner(key, key === 'root-ca' ? 'ES384' : 'ES256'),
          settings: DEFAULT_CERTIFICATES,
          origin: 'https://guichet.example',
          randomness,
          now: new Date(),
          renew: false,
          say: () => undefined,
        });
        process.env.CERTIFICATES = JSON.stringify(DEFAULT_CERTIFICATES);
        return { signatures: (await import('../../lambdas/functions/signatures.ts')).handler };
      },
    },
  );
  const stop = service.stop;
  const stopping = {
    ...service,
    stop: () => {
      void bucket.close();
      stop();
    },
  };
  return {
    service: stopping,
    rootPem: pem('CERTIFICATE', published.get('pki/root.cer') ?? new Uint8Array()),
  };
}
