import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  ApproveAttributeRequestRequest,
  AttributeRequestView,
  AttributeView,
} from '../../../lambdas/contracts/organisations.ts';
import { approvalDocument } from '../../../lambdas/domain/attribute/approval-document.ts';
import { attributeRecord } from '../../../lambdas/domain/attribute/attribute-record.ts';
import { openRequest } from '../../../lambdas/domain/attribute/attribute-request.ts';
import { canonicalJson } from '../../../lambdas/domain/canonical-json/canonical-json.ts';
import { approveAttributeRequest } from '../../../lambdas/endpoints/organisations/approve-attribute-request.ts';
import { listAttributeRequests } from '../../../lambdas/endpoints/organisations/list-attribute-requests.ts';
import { listAttributes } from '../../../lambdas/endpoints/organisations/list-attributes.ts';
import { listOwnRequests } from '../../../lambdas/endpoints/organisations/list-own-requests.ts';
import { refuseAttributeRequest } from '../../../lambdas/endpoints/organisations/refuse-attribute-request.ts';
import { requestAttributes } from '../../../lambdas/endpoints/organisations/request-attributes.ts';
import { showAttributeRequest } from '../../../lambdas/endpoints/organisations/show-attribute-request.ts';
import { signAttributeRequest } from '../../../lambdas/endpoints/organisations/sign-attribute-request.ts';
import { hasOpenssl, openssl } from '../../support/openssl.ts';
import {
  asCitizen,
  attributesWanted,
  later,
  NOW,
  type SigningCertificate,
  type Somebody,
  startOrganisations,
  type TestDelegate,
  type TestOrganisation,
} from '../../support/organisations.ts';

type Started = Awaited<ReturnType<typeof startOrganisations>>;
let on: Started;
let acme: TestOrganisation;
let delegate: TestDelegate;
beforeAll(async () => {
  on = await startOrganisations();
  acme = await on.organisation();
});
beforeEach(async () => {
  delegate = await on.delegate();
});
afterAll(() => on.aws.stop());

const DAY = 86_400;
const refusedAs = (code: string) => expect.objectContaining({ code });
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function draft(by: Somebody = delegate, now = NOW, changes = {}): Promise<AttributeRequestView> {
  const wanted = attributesWanted(acme.organisation.id, changes);
  return (await requestAttributes(asCitizen(by, wanted, { now }), on.deps)).body as AttributeRequestView;
}

async function sign(
  { id, toSign = '' }: AttributeRequestView,
  {
    by = delegate as Somebody,
    certificate = delegate.signature,
    bytes = Buffer.from(toSign, 'base64'),
    now = NOW,
  } = {},
): Promise<AttributeRequestView> {
  const signature = base64(await on.sign(bytes, certificate, now));
  const request = asCitizen(by, { signature }, { params: { request: id }, now });
  return (await signAttributeRequest(request, on.deps)).body as AttributeRequestView;
}

async function shown(id: string, to: Somebody = acme.representative): Promise<AttributeRequestView> {
  const request = asCitizen(to, undefined, { params: { request: id } });
  return (await showAttributeRequest(request, on.deps)).body as AttributeRequestView;
}

async function approval(id: string, certificate: SigningCertificate = acme.corporate, bytes?: Uint8Array) {
  const toSign = bytes ?? Buffer.from((await shown(id)).toSign ?? '', 'base64');
  return { checked: true as const, signature: base64(await on.sign(toSign, certificate)) };
}

const approve = async (
  id: string,
  body: ApproveAttributeRequestRequest,
  by: Somebody = acme.representative,
  now = NOW,
  deps: Partial<Started['deps']> = {},
) =>
  (
    await approveAttributeRequest(asCitizen(by, body, { params: { request: id }, now }), {
      ...on.deps,
      ...deps,
    })
  ).body as AttributeRequestView;

async function approvedOnce(): Promise<AttributeRequestView> {
  const { id } = await sign(await draft());
  return approve(id, await approval(id));
}

describe('the delegate', () => {
  it('E3: gets the exact bytes to sign: who, for whom, what for, how long; in one spelling', async () => {
    const view = await draft();
    expect(view).toMatchObject({ state: 'draft', validUntil: later(30 * DAY).toISOString() });
    expect(Buffer.from(view.toSign ?? '', 'base64')).toEqual(Buffer.from(canonicalJson(view.document)));
    expect(view.document).toMatchObject({
      document: 'attribute-request',
      id: view.id,
      holder: { name: 'Dominique Delegate', certificate: { serial: delegate.signature.serial } },
      organisation: { number: acme.organisation.id, name: 'Acme Specimen' },
      authorities: ['employment-certificate', 'hr-requests'],
      notBefore: '2026-11-19T23:00:00.000Z',
      notAfter: '2027-11-19T22:59:59.000Z',
    });
  });

  it('E3: a draft is the delegate’s alone; signed, the representative sees it and is told', async () => {
    const drafted = await draft();
    await expect(shown(drafted.id)).rejects.toEqual(refusedAs('no-such-request'));
    const before = on.aws.sent.queued.length;
    expect(await sign(drafted)).toMatchObject({ state: 'signed' });
    expect(await shown(drafted.id)).toMatchObject({ state: 'signed' });
    expect(on.aws.sent.queued.slice(before)).toMatchObject([{ template: 'attribute-request-signed' }]);
    const stranger = await on.somebody('Sacha Stranger');
    await expect(shown(drafted.id, stranger)).rejects.toEqual(refusedAs('no-such-request'));
  });

  it('E3: what is kept names nobody: request and signatures are sealed under the delegate’s key', async () => {
    const { id } = await sign(await draft());
    const kept = JSON.stringify(await on.deps.attributeRequests.find(id));
    expect(kept).not.toContain('Dominique');
    expect(kept).not.toContain(base64(delegate.signature.der).slice(40, 80));
  });

  it('E3: signing again answers as it stands', async () => {
    const drafted = await draft();
    await sign(drafted);
    expect(await sign(drafted)).toMatchObject({ state: 'signed', id: drafted.id });
  });

  it('E3: bytes changed after they were shown are refused', async () => {
    const drafted = await draft();
    const changed = { ...drafted.document, authorities: ['sign-contracts'] };
    await expect(sign(drafted, { bytes: Buffer.from(canonicalJson(changed)) })).rejects.toEqual(
      refusedAs('signed-something-else'),
    );
  });

  it('E3: bytes changed inside the signed file are refused', async () => {
    const drafted = await draft();
    const signed = Buffer.from(
      await on.sign(Buffer.from(drafted.toSign ?? '', 'base64'), delegate.signature),
    );
    const at = signed.indexOf('Human resources');
    signed.write('h', at);
    const request = asCitizen(delegate, { signature: base64(signed) }, { params: { request: drafted.id } });
    await expect(signAttributeRequest(request, on.deps)).rejects.toEqual(
      refusedAs('signature-not-confirmed'),
    );
  });

  it('E3: an AUTHENTICATION certificate does not sign', async () => {
    const certificate = await on.certify({ kind: 'authentication', account: delegate.account, name: '' });
    await expect(sign(await draft(), { certificate })).rejects.toEqual(refusedAs('signature-not-confirmed'));
  });

  it('E3: somebody else’s certificate, and the organisation’s, are refused', async () => {
    const other = await on.delegate('Other Person');
    for (const certificate of [other.signature, acme.corporate]) {
      await expect(sign(await draft(), { certificate })).rejects.toEqual(refusedAs('certificate-not-yours'));
    }
  });

  it('E3: another person cannot sign the request, not even the representative', async () => {
    const drafted = await draft();
    await expect(sign(drafted, { by: acme.representative })).rejects.toEqual(refusedAs('no-such-request'));
    await sign(drafted);
    await expect(sign(drafted, { by: acme.representative })).rejects.toEqual(refusedAs('no-such-request'));
  });

  it('E3: a suspended certificate signs nothing', async () => {
    const someone = await on.delegate('Suspended Person');
    const drafted = await draft(someone);
    await on.end(someone.signature.serial, 'certificateHold', NOW);
    await expect(sign(drafted, { by: someone, certificate: someone.signature })).rejects.toEqual(
      refusedAs('signature-not-confirmed'),
    );
  });

  it('E3: without a SIGNATURE certificate there is no request', async () => {
    await expect(draft(await on.somebody('Plain Person'))).rejects.toEqual(
      refusedAs('signature-certificate-needed'),
    );
  });

  it('E3: whoever represents the organisation asks for no attribute', async () => {
    await expect(draft(acme.representative)).rejects.toEqual(refusedAs('self-approval'));
  });

  it.each(['pending', 'refused', 'suspended'] as const)(
    'E3: not for an organisation that is %s',
    async (status) => {
      const { organisation } = await on.organisation({ status });
      const wanted = attributesWanted(organisation.id);
      await expect(requestAttributes(asCitizen(delegate, wanted), on.deps)).rejects.toEqual(
        refusedAs('organisation-not-active'),
      );
      const nobody = attributesWanted('356000000');
      await expect(requestAttributes(asCitizen(delegate, nobody), on.deps)).rejects.toEqual(
        refusedAs('no-such-organisation'),
      );
    },
  );

  it('E3: no representative is flooded: twenty wait, the next is refused', async () => {
    const busy = await on.delegate('Busy Person');
    for (let n = 0; n < 20; n++) await draft(busy);
    await expect(draft(busy)).rejects.toEqual(refusedAs('too-many-requests-open'));
  });

  it('E3: a request expires with its days, a draft and a signed one', async () => {
    const late = later(30 * DAY);
    const [delegateThen, representativeThen] = [
      await on.at(delegate, late),
      await on.at(acme.representative, late),
    ];
    const drafted = await draft();
    await expect(sign(drafted, { by: delegateThen, now: late })).rejects.toEqual(
      refusedAs('request-expired'),
    );
    const { id } = await sign(await draft());
    const body = await approval(id);
    await expect(approve(id, body, representativeThen, late)).rejects.toEqual(refusedAs('request-expired'));
    const { body: listed } = await listOwnRequests(
      asCitizen(delegateThen, undefined, { now: late }),
      on.deps,
    );
    const states = (listed as { requests: AttributeRequestView[] }).requests.map(({ state }) => state);
    expect(states).toEqual(['expired', 'expired']);
  });

  it('E3: one’s own requests are listed, newest first, and nobody else’s', async () => {
    const someone = await on.delegate('Listing Person');
    const first = await draft(someone, NOW);
    const second = await draft(someone, later(5));
    const { body } = await listOwnRequests(asCitizen(someone, undefined), on.deps);
    const ids = (body as { requests: AttributeRequestView[] }).requests.map(({ id }) => id);
    expect(ids).toEqual([second.id, first.id]);
  });
});

describe('the representative', () => {
  it('E3: from both signatures, and only then, the attribute is issued', async () => {
    const { id } = await sign(await draft());
    expect(await on.deps.attributes.find(id)).toBeUndefined();
    expect(await approve(id, await approval(id))).toMatchObject({ id, state: 'issued' });
    const attribute = await on.deps.attributes.find(id);
    if (attribute === undefined) throw new Error('not issued');
    expect(attribute).toMatchObject({
      holderId: delegate.account.id,
      holderCertificate: { serial: delegate.signature.serial },
      organisationId: acme.organisation.id,
      notBefore: NOW.toISOString(), // asked for from midnight: nothing before the approval gains authority
      approval: { certificate: acme.corporate.serial, representativeId: acme.representative.account.id },
      status: 'good',
    });
    const sealed = await on.deps.verifier.verify(
      { mode: 'attached', signature: Buffer.from(attribute.record, 'base64') },
      NOW,
    );
    expect(sealed.report).toMatchObject({ valid: true, signers: [{ timeStamp: { at: NOW.toISOString() } }] });
    expect(Buffer.from(sealed.content ?? '').toString()).toBe(
      Buffer.from(attributeRecord(attribute)).toString(),
    );
  });

  it('E3: the attribute is put into the delegate’s safe, both are told, and the delegate becomes a member', async () => {
    const { id } = await approvedOnce();
    const safe = await on.deps.boxItems.list(delegate.account.id, 'safe', 50);
    const item = safe.items.find(({ itemId }) => itemId.endsWith(`attribute-${id}`));
    const { personalData } = on.deps;
    const { id: accountId, wrappedKey } = delegate.account;
    expect(await personalData.open(accountId, wrappedKey, item?.sealed ?? '')).toMatchObject({
      from: 'Acme Specimen',
      files: [{ bytes: (await on.deps.attributes.find(id))?.record }],
    });
    const notices = await on.deps.boxItems.list(accountId, 'notices', 50);
    expect(notices.items.some(({ itemId }) => itemId.endsWith(`attribute-issued-${id}`))).toBe(true);
    expect(await on.deps.members.find(accountId, acme.organisation.id)).toMatchObject({ role: 'delegate' });
  });

  it('E3: kept on an own device, nothing is put into the safe', async () => {
    const { id } = await sign(await draft(delegate, NOW, { keeping: 'own-device' }));
    await approve(id, await approval(id));
    const safe = await on.deps.boxItems.list(delegate.account.id, 'safe', 100);
    expect(safe.items.some(({ itemId }) => itemId.endsWith(id))).toBe(false);
  });

  it('E3: the delegate does not approve himself, not even with the corporate certificate in hand', async () => {
    const { id } = await sign(await draft());
    await expect(approve(id, await approval(id), delegate)).rejects.toEqual(refusedAs('self-approval'));
  });

  it('E3: whoever became representative after asking does not approve their own request', async () => {
    const org = await on.organisation();
    const wanted = attributesWanted(org.organisation.id);
    const drafted = (await requestAttributes(asCitizen(delegate, wanted), on.deps))
      .body as AttributeRequestView;
    await sign(drafted);
    const body = await approval(drafted.id, org.corporate, Buffer.from('anything'));
    await on.keepOrganisation({ ...org.organisation, representativeId: delegate.account.id });
    await expect(approve(drafted.id, body, delegate)).rejects.toEqual(refusedAs('self-approval'));
  });

  it('E3: the representative of another organisation sees and approves nothing', async () => {
    const other = await on.organisation();
    const { id } = await sign(await draft());
    const body = await approval(id);
    await expect(approve(id, body, other.representative)).rejects.toEqual(refusedAs('no-such-request'));
    const list = asCitizen(other.representative, undefined, {
      params: { organisation: acme.organisation.id },
    });
    await expect(listAttributeRequests(list, on.deps)).rejects.toEqual(refusedAs('not-representative'));
  });

  it('E3: the corporate certificate of another organisation, and the representative’s own SIGNATURE, are refused', async () => {
    const other = await on.organisation();
    const { account } = acme.representative;
    const own = await on.certify({ kind: 'signature', account, name: 'Camille Representative' });
    const { id } = await sign(await draft());
    for (const certificate of [other.corporate, own]) {
      await expect(approve(id, await approval(id, certificate))).rejects.toEqual(
        refusedAs('certificate-not-yours'),
      );
    }
    expect(await on.deps.attributes.find(id)).toBeUndefined();
  });

  it('E3: an approval of other bytes, or of another request, is refused', async () => {
    const { id } = await sign(await draft());
    const another = await sign(await draft());
    const bytes = Buffer.from((await shown(another.id)).toSign ?? '', 'base64');
    for (const wrong of [bytes, Buffer.from('{}')]) {
      await expect(approve(id, await approval(id, acme.corporate, wrong))).rejects.toEqual(
        refusedAs('signed-something-else'),
      );
    }
  });

  it('E3: nothing without the representative’s signature', async () => {
    const { id } = await sign(await draft());
    await expect(approve(id, { checked: true })).rejects.toMatchObject({
      details: { fields: [{ field: 'signature', code: 'missing' }] },
    });
    expect((await shown(id)).state).toBe('signed');
  });

  it('E3: nothing without the delegate’s signature', async () => {
    const { id } = await draft();
    const body = await approval(id, acme.corporate, Buffer.from('anything'));
    await expect(approve(id, body)).rejects.toEqual(refusedAs('no-such-request'));
  });

  it('E3: a delegate’s certificate that ended after signing carries no approval', async () => {
    const someone = await on.delegate('Ended Person');
    const drafted = await draft(someone);
    await sign(drafted, { by: someone, certificate: someone.signature });
    const body = await approval(drafted.id);
    await on.end(someone.signature.serial, 'keyCompromise', later(1));
    await expect(approve(drafted.id, body, acme.representative, later(2))).rejects.toEqual(
      refusedAs('delegate-signature-not-good'),
    );
  });

  it('E3: a suspended organisation approves nothing', async () => {
    const org = await on.organisation();
    const wanted = attributesWanted(org.organisation.id);
    const drafted = (await requestAttributes(asCitizen(delegate, wanted), on.deps))
      .body as AttributeRequestView;
    await sign(drafted);
    const bytes = Buffer.from((await shown(drafted.id, org.representative)).toSign ?? '', 'base64');
    await on.keepOrganisation({ ...org.organisation, status: 'suspended' });
    const body = await approval(drafted.id, org.corporate, bytes);
    await expect(approve(drafted.id, body, org.representative)).rejects.toEqual(
      refusedAs('organisation-not-active'),
    );
  });

  it('E3: a period that is over is not approved any more', async () => {
    const { id } = await sign(await draft(delegate, NOW, { until: '2026-11-20' }));
    const body = await approval(id);
    const midnight = new Date('2026-11-20T23:00:00Z');
    const then = await on.at(acme.representative, midnight);
    await expect(approve(id, body, then, midnight)).rejects.toEqual(refusedAs('request-expired'));
    expect(await on.deps.attributes.find(id)).toBeUndefined();
  });

  it('E3: refusal says why, once; a refused request is neither approved nor refused again', async () => {
    const { id } = await sign(await draft());
    const body = await approval(id);
    const refuse = () =>
      refuseAttributeRequest(
        asCitizen(acme.representative, { reason: 'Not your department.' }, { params: { request: id } }),
        on.deps,
      );
    expect((await refuse()).body).toMatchObject({ state: 'refused' });
    expect(await shown(id, delegate)).toMatchObject({ state: 'refused', reason: 'Not your department.' });
    await expect(refuse()).rejects.toEqual(refusedAs('request-decided'));
    await expect(approve(id, body)).rejects.toEqual(refusedAs('request-decided'));
    const own = asCitizen(delegate, { reason: 'x' }, { params: { request: (await sign(await draft())).id } });
    await expect(refuseAttributeRequest(own, on.deps)).rejects.toEqual(refusedAs('no-such-request'));
  });

  it('E3: approved ten times at once and again, it is issued once', async () => {
    const { id } = await sign(await draft());
    const body = await approval(id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => approve(id, body)));
    expect(answers.every(({ state }) => state === 'issued' || state === 'approved')).toBe(true);
    const first = await on.deps.attributes.find(id);
    await approve(id, body, acme.representative, later(60));
    expect(await on.deps.attributes.find(id)).toEqual(first);
    const safe = await on.deps.boxItems.list(delegate.account.id, 'safe', 100);
    expect(safe.items.filter(({ itemId }) => itemId.endsWith(`attribute-${id}`))).toHaveLength(1);
  });

  it.each([
    ['sealing', { seal: { seal: async () => Promise.reject(new Error('cut off')) } }],
    ['keeping', { attributes: undefined }],
    ['joining', { members: undefined }],
    ['the safe', { boxItems: undefined }],
    ['telling', { notifications: { enqueue: async () => Promise.reject(new Error('cut off')) } }],
  ])('E3: cut off at %s, the same approval goes on and issues once', async (_step, cut) => {
    const { id } = await sign(await draft());
    const body = await approval(id);
    const broken = Object.fromEntries(
      Object.entries(cut).map(([name, value]) => [
        name,
        value ?? cutOff(on.deps[name as 'attributes' | 'members' | 'boxItems']),
      ]),
    );
    await expect(approve(id, body, acme.representative, NOW, broken)).rejects.toThrow('cut off');
    const again = { checked: true as const };
    expect(await approve(id, again, acme.representative, later(30))).toMatchObject({ state: 'issued' });
    expect(await on.deps.attributes.find(id)).toMatchObject({ approval: { approvedAt: NOW.toISOString() } });
    const notices = await on.deps.boxItems.list(delegate.account.id, 'notices', 100);
    expect(notices.items.filter(({ itemId }) => itemId.endsWith(`attribute-issued-${id}`))).toHaveLength(1);
  });

  it('E3: what the representative signs holds the digest of the delegate’s signature', async () => {
    const { id } = await sign(await draft());
    const kept = await on.deps.attributeRequests.find(id);
    if (kept === undefined) throw new Error('lost');
    const content = await openRequest(kept, delegate.account, on.deps.personalData);
    expect(Buffer.from((await shown(id)).toSign ?? '', 'base64')).toEqual(
      Buffer.from(approvalDocument(content)),
    );
  });

  it('E3: lists show the representative names, the delegate the sealed record', async () => {
    const { id } = await approvedOnce();
    const params = { organisation: acme.organisation.id };
    const received = await listAttributeRequests(
      asCitizen(acme.representative, undefined, { params }),
      on.deps,
    );
    const { requests } = received.body as { requests: AttributeRequestView[] };
    expect(requests.find((each) => each.id === id)?.document.holder.name).toBe('Dominique Delegate');
    expect(requests.some(({ state }) => state === 'draft')).toBe(false);
    const query = `organisation=${acme.organisation.id}`;
    const given = await listAttributes(asCitizen(acme.representative, undefined, { query }), on.deps);
    const own = await listAttributes(asCitizen(delegate, undefined), on.deps);
    const find = (body: unknown) =>
      (body as { attributes: AttributeView[] }).attributes.find((each) => each.id === id);
    expect(find(given.body)).toMatchObject({ own: false, holder: 'Dominique Delegate', status: 'good' });
    expect(find(given.body)?.record).toBeUndefined();
    expect(find(own.body)).toMatchObject({ own: true, record: expect.any(String) });
    await expect(listAttributes(asCitizen(delegate, undefined, { query }), on.deps)).rejects.toEqual(
      refusedAs('not-representative'),
    );
  });
});

describe.skipIf(!hasOpenssl)('what OpenSSL says', () => {
  it('E3: it confirms the record and both signatures with the root alone, and gives back what was signed', async () => {
    const { id } = await approvedOnce();
    const [attribute, request] = await Promise.all([
      on.deps.attributes.find(id),
      on.deps.attributeRequests.find(id),
    ]);
    if (attribute === undefined || request === undefined) throw new Error('lost');
    const content = await openRequest(request, delegate.account, on.deps.personalData);
    const signed = [
      [attribute.record, attributeRecord(attribute)],
      [content.delegateSignature, Buffer.from(content.document)],
      [content.approvalSignature, approvalDocument(content)],
    ] as const;
    for (const [cms = '', said] of signed) {
      const args = ['cms', '-verify', '-inform', 'DER', '-in', 's.p7m', '-CAfile', 'root.pem', '-binary'];
      const at = ['-attime', String(NOW.getTime() / 1000)];
      const files = { 's.p7m': Buffer.from(cms, 'base64'), 'root.pem': on.world.pki.rootPem };
      const { status, stdout } = openssl([...args, ...at], files);
      expect(status).toBe(0);
      expect(stdout).toEqual(Buffer.from(said));
    }
  });
});

/** A store whose every write fails: the process ended there. */
function cutOff<T extends object>(store: T): T {
  const writes = ['keep', 'join'];
  return new Proxy(store, {
    get: (target, name, receiver) =>
      writes.includes(String(name))
        ? async () => Promise.reject(new Error('cut off'))
        : Reflect.get(target, name, receiver),
  });
}
