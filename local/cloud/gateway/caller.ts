import type { Principal } from '../iam/authorize.ts';
import { ANONYMOUS, AwsError } from '../service.ts';
import type { Credential, Credentials } from './credentials.ts';
import { isSignedWith, readAuthorization } from './signature.ts';
import type { ReadRequest } from './wire.ts';

/** Who calls. A presigned S3 request names its signer here; S3 itself checks that signature and its expiry. */
export function identify(request: ReadRequest, service: string, credentials: Credentials): Principal {
  const scope = readAuthorization(request.headers.authorization);
  if (scope === undefined) {
    if (service !== 's3' || request.headers['x-amz-target'] !== undefined) throw unsigned();
    // Without a signature beside it, a credential in the query proves nothing: an id alone is no secret.
    const presigned = request.query.has('X-Amz-Signature') ? request.query.get('X-Amz-Credential') : null;
    return presigned === null
      ? { arn: ANONYMOUS }
      : toPrincipal(known(presigned.split('/')[0] ?? '', service, credentials));
  }
  const credential = known(scope.accessKeyId, service, credentials);
  if (!isSignedWith(credential.secretAccessKey, scope, request, request.rawQuery))
    throw badSignature(service);
  return toPrincipal(credential);
}

function toPrincipal({ caller, session }: Credential): Principal {
  return session === undefined ? { arn: caller } : { arn: caller, session };
}

function known(accessKeyId: string, service: string, credentials: Credentials): Credential {
  const credential = credentials.find(accessKeyId);
  if (credential !== undefined) return credential;
  if (service === 's3')
    throw new AwsError(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      403,
    );
  throw new AwsError(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
    400,
  );
}

function unsigned(): AwsError {
  return new AwsError('MissingAuthenticationTokenException', 'The request carries no AWS signature.', 400);
}

function badSignature(service: string): AwsError {
  const sentence = 'The request signature we calculated does not match the signature you provided.';
  return service === 's3'
    ? new AwsError('SignatureDoesNotMatch', sentence, 403)
    : new AwsError('InvalidSignatureException', sentence, 400);
}
