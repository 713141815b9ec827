import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuthorityCode, AuthorityView } from '../../../lambdas/contracts/organisations.ts';
import type { Attribute } from '../../../lambdas/domain/attribute/attribute.ts';
import { revokeAttribute } from '../../../lambdas/endpoints/organisations/revoke-attribute.ts';
import { showAttributes } from '../../../lambdas/endpoints/organisations/show-attributes.ts';
import {
  asCitizen,
  later,
  NOW,
  type SigningCertificate,
  type Somebody,
  startOrganisations,
  type TestDelegate,
  type TestOrganisation,
} from '../../support/organisations.ts';

let on: Awaited<ReturnType<typeof startOrganisations>>;
let acme: TestOrganisation;
let delegate: TestDelegate;
let town: Somebody;
beforeAll(async () => {
  on = await startOrganisations();
  town = await on.somebody('Toni Townhall');
});
beforeEach(async () => {
  acme = await on.organisation();
  delegate = await on.delegate();
});
afterAll(() => on.aws.stop());

const CERTIFICATE = Buffer.from('Dominique Specimen is employed 35 hours a week.');
const MINUTE = later(60);

interface Asked {
  readonly authority?: AuthorityCode;
  readonly organisation?: string;
  readonly now?: Date;
}
async function check(document: Uint8Array, { authority, organisation, now = MINUTE }: Asked = {}) {
  const body = {
    document: Buffer.from(document).toString('base64'),
    authority: authority ?? ('employment-certificate' as const),
    ...(organisation && { organisation }),
  };
  return (await showAttributes(asCitizen(town, body, { now }), on.deps)).body as AuthorityView;
}
const signed = (by: SigningCertificate = delegate.signature, now = MINUTE) => on.sign(CERTIFICATE, by, now);
const failuresOf = async (document: Uint8Array, asked: Asked = {}) => (await check(document, asked)).failures;

const attributeOf = async (id: string): Promise<Attribute> => {
  const attribute = await on.deps.attributes.find(id);
  if (attribute === undefined) throw new Error('no attribute');
  return attribute;
};
const revoke = (by: Somebody, attribute: string, now = later(120)) =>
  revokeAttribute(asCitizen(by, undefined, { params: { attribute }, now }), on.deps);

describe('show attributes', () => {
  it('E4: who signed, with which post, for whom, by whose approval', async () => {
    await on.attribute(delegate, acme);
    const view = await check(await signed(), { organisation: acme.organisation.id });
    expect(view).toEqual({
      authorised: true,
      failures: [],
      authority: 'employment-certificate',
      checkedAt: MINUTE.toISOString(),
      basis: 'attribute',
      signer: {
        name: 'Dominique Delegate',
        serial: delegate.signature.serial,
        signedAt: MINUTE.toISOString(),
      },
      organisation: { number: acme.organisation.id, name: 'Acme Specimen' },
      attribute: {
        department: 'Human resources',
        post: 'Head of department',
        authorities: ['employment-certificate', 'hr-requests'],
        notBefore: NOW.toISOString(),
        notAfter: '2027-11-19T22:59:59.000Z',
      },
      delegateSignature: {
        by: 'Dominique Delegate',
        serial: delegate.signature.serial,
        at: NOW.toISOString(),
        valid: true,
      },
      approval: { by: 'Acme Specimen', serial: acme.corporate.serial, at: NOW.toISOString(), valid: true },
    });
  });

  it('E4: what is signed in the second of the approval has its authority, though a time-stamp knows whole seconds only', async () => {
    const approvedAt = new Date(NOW.getTime() + 600);
    await on.attribute(delegate, acme, {}, approvedAt);
    const stamped = await on.signStamped(CERTIFICATE, delegate.signature, new Date(NOW.getTime() + 900));
    expect(await failuresOf(stamped)).toEqual([]);
    const before = await on.signStamped(CERTIFICATE, delegate.signature, new Date(NOW.getTime() - 1));
    expect(await failuresOf(before)).toEqual(['attribute-not-yet-valid']);
  });

  it('E4: nobody signs for an organisation without an attribute', async () => {
    expect(await failuresOf(await signed())).toEqual(['no-attribute']);
  });

  it('E4: the attribute of somebody else in the same organisation gives nothing', async () => {
    await on.attribute(delegate, acme);
    const other = await on.delegate('Other Person');
    expect(await failuresOf(await signed(other.signature))).toEqual(['no-attribute']);
  });

  it('E4: out of scope, and another organisation', async () => {
    await on.attribute(delegate, acme);
    expect(await failuresOf(await signed(), { authority: 'sign-contracts' })).toEqual(['out-of-scope']);
    const other = await on.organisation();
    const asked = { organisation: other.organisation.id };
    expect(await failuresOf(await signed(), asked)).toEqual(['other-organisation']);
  });

  it('E4: a document changed after it was signed, and one that is none', async () => {
    await on.attribute(delegate, acme);
    const changed = Buffer.from(await signed());
    changed.write('39', changed.indexOf('35 hours'));
    expect((await failuresOf(changed))[0]).toBe('signature-invalid');
    expect((await failuresOf(Buffer.from('hello')))[0]).toBe('signature-invalid');
  });

  it('E4: an AUTHENTICATION certificate signs nothing', async () => {
    await on.attribute(delegate, acme);
    const { account } = delegate;
    const authentication = await on.certify({ kind: 'authentication', account, name: '' });
    const failures = await failuresOf(await signed(authentication));
    expect(failures).toEqual(
      expect.arrayContaining([
        'signature-invalid',
        'wrong-certificate-kind',
        'attribute-not-of-this-certificate',
      ]),
    );
  });

  it('E4: another certificate of the same person does not carry it', async () => {
    await on.attribute(delegate, acme);
    const { account } = delegate;
    const second = await on.certify({ kind: 'signature', account, name: 'Dominique Delegate' });
    expect(await failuresOf(await signed(second))).toEqual(['attribute-not-of-this-certificate']);
  });

  it('E4: signed before the approval, by its time-stamp; and after the period', async () => {
    await on.attribute(delegate, acme, { until: '2026-11-20' });
    const before = await on.signStamped(CERTIFICATE, delegate.signature, later(-60));
    expect(await failuresOf(before)).toEqual(['attribute-not-yet-valid']);
    const after = later(13 * 3600); // 00:00 of the next day in Paris
    const then = await on.at(town, after);
    const asked = { document: Buffer.from(await signed(delegate.signature, after)).toString('base64') };
    const request = asCitizen(
      then,
      { ...asked, authority: 'employment-certificate' as const },
      { now: after },
    );
    const { body } = await showAttributes(request, on.deps);
    expect((body as AuthorityView).failures).toEqual(['attribute-expired']);
  });

  it('E4: what was signed in the period stays good after it, by its time-stamp', async () => {
    await on.attribute(delegate, acme, { until: '2026-11-20' });
    const document = Buffer.from(await on.signStamped(CERTIFICATE, delegate.signature, MINUTE));
    const after = later(14 * 3600);
    const body = { document: document.toString('base64'), authority: 'employment-certificate' as const };
    const request = asCitizen(await on.at(town, after), body, { now: after });
    expect((await showAttributes(request, on.deps)).body).toMatchObject({ authorised: true });
  });

  it('E4: an official seal and a corporate certificate speak for their own organisation', async () => {
    const municipality = await on.organisation({ name: 'Ville Specimen' }, 'official-seal');
    const document = await signed(municipality.corporate);
    const asked = { authority: 'official-answers', organisation: municipality.organisation.id } as const;
    expect(await check(document, asked)).toMatchObject({
      authorised: true,
      basis: 'organisation',
      organisation: { name: 'Ville Specimen' },
    });
    await on.keepOrganisation({ ...municipality.organisation, status: 'suspended' });
    expect(await failuresOf(document, asked)).toEqual(['organisation-not-active']);
  });
});

describe('the end of any link', () => {
  it('E4: revoked by its holder: at once, also for what was signed before', async () => {
    const { id } = await on.attribute(delegate, acme);
    const document = await on.signStamped(CERTIFICATE, delegate.signature, MINUTE);
    expect((await check(document)).authorised).toBe(true);
    expect(await revoke(delegate, id)).toEqual({ status: 204 });
    expect(await check(document, { now: later(121) })).toMatchObject({
      authorised: false,
      failures: ['attribute-revoked'],
      attribute: { revokedAt: later(120).toISOString() },
    });
  });

  it('E3: revoked by the representative; the other is told; the last attribute takes the membership along', async () => {
    const { id } = await on.attribute(delegate, acme);
    const { id: second } = await on.attribute(delegate, acme, { authorities: ['sign-contracts'] });
    await revoke(acme.representative, id);
    expect(await on.deps.members.find(delegate.account.id, acme.organisation.id)).toBeDefined();
    const notices = await on.deps.boxItems.list(delegate.account.id, 'notices', 50);
    expect(notices.items.some(({ itemId }) => itemId.endsWith(`attribute-revoked-${id}`))).toBe(true);
    await revoke(delegate, second);
    expect(await on.deps.members.find(delegate.account.id, acme.organisation.id)).toBeUndefined();
    expect(await on.deps.members.find(acme.representative.account.id, acme.organisation.id)).toBeDefined();
  });

  it('E3: revoked again it stays as it was; nobody else revokes it', async () => {
    const { id } = await on.attribute(delegate, acme);
    const other = await on.organisation();
    for (const stranger of [town, other.representative]) {
      await expect(revoke(stranger, id)).rejects.toMatchObject({ code: 'no-such-attribute' });
    }
    expect((await attributeOf(id)).status).toBe('good');
    await revoke(delegate, id);
    await revoke(acme.representative, id, later(300));
    expect(await attributeOf(id)).toMatchObject({ revokedBy: 'holder', revokedAt: later(120).toISOString() });
  });

  it('E4: the delegate’s certificate revoked or suspended', async () => {
    await on.attribute(delegate, acme);
    const document = await on.signStamped(CERTIFICATE, delegate.signature, MINUTE);
    await on.end(delegate.signature.serial, 'certificateHold', later(120));
    expect(await failuresOf(document, { now: later(180) })).toEqual(['certificate-suspended']);
    await on.end(delegate.signature.serial, 'keyCompromise', later(120));
    expect(await failuresOf(document, { now: later(180) })).toEqual(['certificate-revoked']);
  });

  it('E4: the corporate certificate that approved revoked; renewed, nothing ends', async () => {
    await on.attribute(delegate, acme);
    const document = await signed();
    await on.end(acme.corporate.serial, 'superseded', later(90));
    expect(await failuresOf(document, { now: later(180) })).toEqual([]);
    await on.end(acme.corporate.serial, 'keyCompromise', later(120));
    expect(await failuresOf(document, { now: later(180) })).toEqual(['approval-certificate-revoked']);
  });

  it('E4: the registration of the organisation suspended', async () => {
    await on.attribute(delegate, acme);
    await on.keepOrganisation({ ...acme.organisation, status: 'suspended' });
    expect(await failuresOf(await signed())).toEqual(['organisation-not-active']);
  });

  it('E4: a register that somebody changed by hand convinces nobody', async () => {
    const { id } = await on.attribute(delegate, acme);
    const attribute = await attributeOf(id);
    await on.keep('attributes', { ...attribute, authorities: ['sign-contracts'] });
    const asked = { authority: 'sign-contracts' } as const;
    expect(await failuresOf(await signed(), asked)).toEqual(['attribute-record-invalid']);
    const record = Buffer.from(await signed()).toString('base64'); // sealed by nobody
    await on.keep('attributes', { ...attribute, record });
    expect(await failuresOf(await signed())).toEqual(['attribute-record-invalid']);
  });

  it('E4: a chain whose signatures were exchanged convinces nobody', async () => {
    const { id } = await on.attribute(delegate, acme);
    const { personalData, attributeRequests } = on.deps;
    const { id: person, wrappedKey } = delegate.account;
    const request = await attributeRequests.find(id);
    const content = await personalData.open<object>(person, wrappedKey, request?.sealed ?? '');
    const approvalSignature = Buffer.from(await signed(acme.corporate)).toString('base64');
    const sealed = await personalData.seal(person, wrappedKey, { ...content, approvalSignature });
    await on.keep('attribute-requests', { ...request, sealed });
    expect(await failuresOf(await signed())).toEqual(['approval-invalid']);
  });
});
