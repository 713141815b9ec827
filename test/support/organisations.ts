import { createHash } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoAttributeRequests } from '../../lambdas/adapters/aws/dynamo-attribute-requests.ts';
import { dynamoAttributes } from '../../lambdas/adapters/aws/dynamo-attributes.ts';
import { dynamoAuditTrail } from '../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../../lambdas/adapters/aws/dynamo-box-items.ts';
import { dynamoCertificates } from '../../lambdas/adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../../lambdas/adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoOrganisationMembers } from '../../lambdas/adapters/aws/dynamo-organisation-members.ts';
import { dynamoOrganisations } from '../../lambdas/adapters/aws/dynamo-organisations.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { sqsNotifications } from '../../lambdas/adapters/aws/sqs-notifications.ts';
import type { TableName } from '../../lambdas/authorities.ts';
import type {
  AttributeRequestView,
  RequestAttributesRequest,
} from '../../lambdas/contracts/organisations.ts';
import { DEFAULT_CERTIFICATES, DEFAULT_ORGANISATIONS } from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import { oids } from '../../lambdas/domain/asn1/oids.ts';
import type { CertificateKind } from '../../lambdas/domain/certificate/certificate-record.ts';
import { signatureValue } from '../../lambdas/domain/cms-assembly/signature-value.ts';
import { signedAttributes } from '../../lambdas/domain/cms-assembly/signed-attributes.ts';
import { assembleSignedData } from '../../lambdas/domain/cms-assembly/signed-data.ts';
import type { Organisation } from '../../lambdas/domain/organisation/organisation.ts';
import { cadesSeal } from '../../lambdas/domain/seal/cades-seal.ts';
import type { TimeStamper } from '../../lambdas/domain/time-stamp/time-stamper.ts';
import { timeStamperOf } from '../../lambdas/domain/time-stamp/time-stamper-of.ts';
import { approveAttributeRequest } from '../../lambdas/endpoints/organisations/approve-attribute-request.ts';
import { requestAttributes } from '../../lambdas/endpoints/organisations/request-attributes.ts';
import { signAttributeRequest } from '../../lambdas/endpoints/organisations/sign-attribute-request.ts';
import { cookieJar } from '../../lambdas/shell/cookies.ts';
import type { HttpRequest } from '../../lambdas/shell/http-message.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from './aws.ts';
import { certificateRecord } from './certificates.ts';
import { citizenCookies } from './citizen-session.ts';
import { requestOf } from './enrolment.ts';
import { ARC } from './pki.ts';
import { MARTIN } from './sign-in.ts';
import { NOW, type SigningWorld, signingWorld } from './signed-files.ts';
import { type TestSigner, testSigner } from './signer.ts';

export { NOW } from './signed-files.ts';
export const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

/** Tables that the functions `organisations` and `procedures` share for attributes. */
export const ORGANISATION_TABLES: readonly TableName[] = [
  'audit-events',
  'citizen-sessions',
  'accounts',
  'organisations',
  'organisation-members',
  'attribute-requests',
  'attributes',
  'certificates',
  'box-items',
];

/** A person with a session, and any number of certificates whose keys are in this process. */
export interface Somebody {
  readonly account: Account;
  readonly cookies: Readonly<Record<string, string>>;
}

/** A certificate that verifies, and its key. */
export interface SigningCertificate {
  readonly der: Uint8Array;
  readonly serial: string;
  readonly signer: TestSigner;
}

/** An organisation with a representative and its corporate certificate, and a delegate with a SIGNATURE certificate. */
export interface TestOrganisation {
  readonly organisation: Organisation;
  readonly representative: Somebody;
  readonly corporate: SigningCertificate;
}
export interface TestDelegate extends Somebody {
  readonly signature: SigningCertificate;
}

export type OrganisationDeps = ReturnType<typeof dependencies>;

/**
 * The organisations’ side over real stores, keys, a real hierarchy and the real verifier. @param more tables besides `ORGANISATION_TABLES`
 */
export async function startOrganisations(more: readonly TableName[] = []) {
  const aws = await startAws([...ORGANISATION_TABLES, ...more]);
  const world = await signingWorld();
  const deps = dependencies(aws, world);
  const somebody = (name: string, now = NOW) => person(name, deps, now);
  const certify = (of: Certified) => certificate(of, world, deps);
  return {
    aws,
    world,
    deps,
    somebody,
    certify,
    sign: (bytes: Uint8Array, by: SigningCertificate, now = NOW) => signAttached(bytes, by, world, now),
    /** CAdES-T: the same with a time-stamp of that instant. */
    signStamped: (bytes: Uint8Array, by: SigningCertificate, now = NOW) =>
      signAttached(bytes, by, world, now, deps.timeStamper),
    keep,

    /** An admitted organisation, its representative and corporate certificate (or official seal). */
    async organisation(
      changes: Partial<Organisation> = {},
      kind: 'corporate' | 'official-seal' = 'corporate',
    ): Promise<TestOrganisation> {
      const representative = await somebody('Camille Representative');
      const organisation: Organisation = {
        id: newSiren(),
        name: 'Acme Specimen',
        kind: kind === 'corporate' ? 'company' : 'municipality',
        town: 'Lyon',
        status: 'active',
        representativeId: representative.account.id,
        registeredAt: NOW.toISOString(),
        version: 2,
        ...changes,
      };
      await keep('organisations', organisation);
      await deps.members.represent(representative.account.id, organisation.id);
      const corporate = await certify({ kind, organisation });
      return { organisation, representative, corporate };
    },

    async delegate(name = 'Dominique Delegate'): Promise<TestDelegate> {
      const someone = await somebody(name);
      return { ...someone, signature: await certify({ kind: 'signature', account: someone.account, name }) };
    },

    /** Through the real stories: request, the delegate's signature, the representative's approval. */
    async attribute(
      delegate: TestDelegate,
      { organisation, representative, corporate }: TestOrganisation,
      changes: Partial<RequestAttributesRequest> = {},
      now = NOW,
    ): Promise<AttributeRequestView> {
      const wanted = attributesWanted(organisation.id, changes);
      const drafted = await requestAttributes(asCitizen(delegate, wanted, { now }), deps);
      const { id, toSign = '' } = drafted.body as AttributeRequestView;
      const params = { request: id };
      const cms = async (base64: string, by: SigningCertificate) =>
        Buffer.from(await signAttached(Buffer.from(base64, 'base64'), by, world, now)).toString('base64');
      const signature = await cms(toSign, delegate.signature);
      await signAttributeRequest(asCitizen(delegate, { signature }, { params, now }), deps);
      const approval = await approvalOf(id, deps);
      const approved = { checked: true as const, signature: await cms(approval, corporate) };
      const answer = await approveAttributeRequest(
        asCitizen(representative, approved, { params, now }),
        deps,
      );
      return answer.body as AttributeRequestView;
    },

    /** The certificate ends in the register and in its CRL, as `Certificates.end` and the publisher do. */
    async end(serial: string, reason: 'keyCompromise' | 'superseded' | 'certificateHold', at: Date) {
      const record = await deps.certificates.find(serial);
      if (record === undefined) throw new Error('There is no such certificate.');
      const status = reason === 'certificateHold' ? 'suspended' : 'revoked';
      await keep('certificates', { ...record, status, reason, endedAt: at.toISOString() });
      world.revoke(record.authority, serial, reason, at);
    },

    /** The same person with a session opened later. */
    at: async <Person extends Somebody>(somebody: Person, now: Date): Promise<Person> => ({
      ...somebody,
      cookies: await citizenCookies(somebody.account, { now }),
    }),

    keepOrganisation: (organisation: Organisation) => keep('organisations', organisation),
  };
}

/** The bytes a representative signs, as `GET /api/attribute-requests/{request}` gives them. */
async function approvalOf(id: string, deps: OrganisationDeps): Promise<string> {
  const { showAttributeRequest } = await import(
    '../../lambdas/endpoints/organisations/show-attribute-request.ts'
  );
  const kept = await deps.attributeRequests.find(id);
  const organisation = kept && (await deps.organisations.find(kept.organisationId));
  const account = organisation && (await deps.accounts.find(organisation.representativeId));
  if (account === undefined) throw new Error('There is no such request.');
  const cookies = await citizenCookies(account, { now: NOW });
  const request = asCitizen({ cookies }, undefined, { params: { request: id } });
  return ((await showAttributeRequest(request, deps)).body as AttributeRequestView).toSign ?? '';
}

export const attributesWanted = (
  organisation: string,
  changes: Partial<RequestAttributesRequest> = {},
): RequestAttributesRequest => ({
  organisation,
  attributeAuthority: 'guichet',
  from: NOW.toISOString().slice(0, 10),
  until: '2027-11-19',
  keeping: 'safe',
  department: 'Human resources',
  post: 'Head of department',
  authorities: ['employment-certificate', 'hr-requests'],
  ...changes,
});

/** A request of a person with a session. */
export function asCitizen<Body>(
  { cookies }: Pick<Somebody, 'cookies'>,
  body: Body,
  {
    now = NOW,
    params = {},
    query = '',
  }: { now?: Date; params?: Readonly<Record<string, string>>; query?: string } = {},
): HttpRequest<Body> {
  const request = requestOf(body, { now }) as HttpRequest<Body>;
  return { ...request, cookies, params, query: new URLSearchParams(query) };
}

function dependencies(aws: TestAws, { verifier, trust, pki }: SigningWorld) {
  const timeStamper = timeStamperOf({
    signer: pki.keys['time-stamping'],
    certificate: pki.certificate('time-stamping'),
    issuers: [pki.certificate('seal')],
    policy: oids(ARC).policy.timeStamp,
    randomness,
  });
  return {
    aws,
    settings: DEFAULT_ORGANISATIONS,
    timeZone: DEFAULT_CERTIFICATES.timeZone,
    issuer: 'http://127.0.0.1',
    randomness,
    trust,
    verifier,
    timeStamper,
    cookies: cookieJar('http://127.0.0.1'),
    citizenSessions: dynamoCitizenSessions('citizen-sessions', randomness),
    accounts: dynamoAccounts('accounts'),
    personalData: kmsPersonalData('personal-data'),
    organisations: dynamoOrganisations('organisations'),
    members: dynamoOrganisationMembers('organisation-members'),
    attributeRequests: dynamoAttributeRequests('attribute-requests'),
    attributes: dynamoAttributes('attributes'),
    certificates: dynamoCertificates({ certificates: 'certificates' }),
    boxItems: dynamoBoxItems('box-items'),
    notifications: sqsNotifications(`${aws.endpoint}/000000000000/notifications`),
    seal: cadesSeal({
      signer: pki.keys['attribute-authority'],
      certificate: pki.certificate('attribute-authority'),
      issuers: [pki.certificate('seal')],
      timeStamper,
    }),
    audit: dynamoAuditTrail('audit-events', randomness),
  };
}

async function person(name: string, deps: OrganisationDeps, now: Date): Promise<Somebody> {
  const id = randomness.id();
  const wrappedKey = await deps.personalData.create(id);
  const [given_name = '', family_name = ''] = name.split(' ');
  const identity = { ...MARTIN, given_name, family_name, phone_number: '+33612345678' };
  const account: Account = {
    id,
    status: 'active',
    level: 'substantial',
    wrappedKey,
    sealed: await deps.personalData.seal(id, wrappedKey, identity),
    phoneHandle: `phone#${id}`,
    enrolmentId: `enrolment-${id}`,
    language: 'en',
    createdAt: now.toISOString(),
    verifiedAt: now.toISOString(),
    deviceId: `device-${id}`,
    version: 1,
  };
  await deps.accounts.create(account);
  return { account, cookies: await citizenCookies(account, { now }) };
}

type Certified =
  | { readonly kind: 'signature' | 'authentication'; readonly account: Account; readonly name: string }
  | {
      readonly kind: 'corporate' | 'official-seal';
      readonly organisation: Pick<Organisation, 'id' | 'name' | 'representativeId'>;
    };

const FOUR = { sex: '1', birthdate: '1985-04-03', address: '2 rue de l’Exemple, 69001 Lyon, FR' } as const;

/** Issued by the test hierarchy and entered in the register as the `certification` function does. */
async function certificate(
  of: Certified,
  { pki }: SigningWorld,
  deps: OrganisationDeps,
): Promise<SigningCertificate> {
  const signer = testSigner('ES256');
  const { der, serial } = await pki.issue({
    kind: of.kind,
    spki: signer.spki,
    ...('organisation' in of && { organisation: of.organisation }),
    ...(of.kind === 'signature' && { attributes: { name: of.name, ...FOUR } }),
  });
  const base64 = Buffer.from(der).toString('base64');
  const holder = 'organisation' in of ? `organisation:${of.organisation.id}` : of.account.id;
  const record = certificateRecord({
    id: serial,
    kind: of.kind,
    authority: AUTHORITY[of.kind],
    holder,
    applicant: 'organisation' in of ? of.organisation.representativeId : of.account.id,
    notBefore: later(-86_400).toISOString(),
    notAfter: later(365 * 86_400).toISOString(),
    ...(of.kind === 'signature'
      ? { sealed: await deps.personalData.seal(of.account.id, of.account.wrappedKey, { der: base64 }) }
      : { der: base64 }),
  });
  await keep('certificates', record);
  return { der, serial, signer };
}

const AUTHORITY = {
  signature: 'signature',
  authentication: 'authentication',
  corporate: 'seal',
  'official-seal': 'seal',
} as const satisfies Record<CertificateKind, string>;

/** CAdES-B with its content attached, as the browser makes it. */
async function signAttached(
  content: Uint8Array,
  { der, signer }: SigningCertificate,
  { pki }: SigningWorld,
  now: Date,
  timeStamper?: TimeStamper,
): Promise<Uint8Array> {
  const sha256 = (data: Uint8Array) => Uint8Array.from(createHash('sha256').update(data).digest());
  const attributes = signedAttributes({
    digest: sha256(content),
    digestAlgorithm: 'SHA-256',
    signingTime: now,
    certificate: der,
    certificateDigest: sha256(der),
  });
  const signature = await signer.sign(attributes);
  const timeStamp = await timeStamper?.stamp(sha256(signatureValue(signature, der)), now);
  return assembleSignedData({
    content: Uint8Array.from(content),
    signedAttributes: attributes,
    signature,
    ...(timeStamp && { timeStamp }),
    certificates: [der, pki.certificate('signature'), pki.certificate('seal')],
  });
}

const keep = (table: TableName, record: object) =>
  dynamo().send(new PutItemCommand({ TableName: table, Item: toItem(record) }));

let sirens = 0;
/** Specimens: numbers from 000 on are given to nobody. */
export function newSiren(): string {
  const body = String(++sirens).padStart(8, '0');
  const sum = [...body].reduce((total, digit, at) => {
    const doubled = at % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
