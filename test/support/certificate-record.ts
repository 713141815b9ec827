import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoDevices } from '../../lambdas/adapters/aws/dynamo-devices.ts';
import { authorityOf } from '../../lambdas/domain/certificate/authority-of.ts';
import type { CertificateRecord } from '../../lambdas/domain/certificate/certificate-record.ts';
import { keyIdOf } from '../../lambdas/domain/certificate-holder/device-certificate.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';

const DAY_MS = 86_400_000;

/**
 * A certificate as it stands in the table, without its making: for tests of what holders and others do with it. Needs the table
 * `certificates`. Certificates that must verify come from the `certification` function.
 */
export async function keepCertificate(
  changes: Partial<CertificateRecord> & Pick<CertificateRecord, 'holder'>,
  now = new Date(),
): Promise<CertificateRecord> {
  const kind = changes.kind ?? 'authentication';
  const notAfter = changes.notAfter ?? new Date(now.getTime() + 1000 * DAY_MS).toISOString();
  const record: CertificateRecord = {
    id: serial(),
    authority: authorityOf(kind),
    crlPartition: 0,
    kind,
    applicationId: 'an-application',
    applicant: changes.holder,
    status: 'good',
    storage: 'file',
    keyId: randomness.secret(),
    issuedAt: now.toISOString(),
    notBefore: new Date(now.getTime() - 60_000).toISOString(),
    notAfter,
    expiresOn: notAfter.slice(0, 10),
    der: Buffer.from('certificate').toString('base64'),
    version: 1,
    ...changes,
  };
  await dynamo().send(new PutItemCommand({ TableName: 'certificates', Item: toItem(record) }));
  return record;
}

/** An AUTHENTICATION certificate for the key of a bound phone. */
export async function certifyPhone(
  phone: { readonly deviceId: string | undefined },
  changes: Partial<CertificateRecord> = {},
  now = new Date(),
): Promise<CertificateRecord> {
  const device = await dynamoDevices('devices').find(phone.deviceId ?? '');
  if (device === undefined) throw new Error('The phone is not bound.');
  return keepCertificate({ holder: device.accountId, keyId: keyIdOf(device.key), ...changes }, now);
}

/** 20 random bytes in hex, the first bit 0. */
function serial(): string {
  const bytes = randomness.bytes(20);
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return Buffer.from(bytes).toString('hex');
}
