import type {
  ApplicationView,
  DocumentRequestView,
  FormValues,
  ReceivedApplicationView,
} from '../../lambdas/contracts/procedures.ts';
import { answerApplication } from '../../lambdas/endpoints/procedures/answer-application.ts';
import { fillApplication } from '../../lambdas/endpoints/procedures/fill-application.ts';
import { issueDocument } from '../../lambdas/endpoints/procedures/issue-document.ts';
import { requestDocument } from '../../lambdas/endpoints/procedures/request-document.ts';
import { showApplication } from '../../lambdas/endpoints/procedures/show-application.ts';
import { startApplication } from '../../lambdas/endpoints/procedures/start-application.ts';
import { submitApplication } from '../../lambdas/endpoints/procedures/submit-application.ts';
import {
  as,
  type Deps,
  EMPLOYEE_VALUES,
  EMPLOYMENT_VALUES,
  NOW,
  NURSERY_VALUES,
  type Person,
  sign,
  startProcedures,
  type TestOrganisation,
  toSignOf,
  viewOf,
} from './procedures.ts';

/** A town, a company with a delegate who may certify employment, and a parent who works there. */
export async function startNursery() {
  const world = await startProcedures();
  const town = await world.organisation('000000026', 'municipality', 'Ville Specimen');
  const company = await world.organisation('000000018', 'company', 'Acme Specimen');
  const clerk = await world.delegate(company, ['employment-certificate']);
  const parent = await world.person('Camille MARTIN');
  return { ...world, town, company, clerk, parent };
}
export type Nursery = Awaited<ReturnType<typeof startNursery>>;

/** The steps of the journey, each through its endpoint. */
export const begin = async (
  who: Person,
  town: TestOrganisation,
  deps: Deps,
  procedure = 'nursery',
): Promise<ApplicationView> =>
  viewOf(
    await startApplication(await as(who, { body: { procedure, authority: town.organisation.id } }), deps),
  );

export const show = async (who: Person, id: string, deps: Deps, now = NOW): Promise<ApplicationView> =>
  viewOf(await showApplication(await as(who, { params: { application: id }, now }), deps));

export async function fill(
  who: Person,
  application: ApplicationView,
  deps: Deps,
  values: FormValues = NURSERY_VALUES,
): Promise<ApplicationView> {
  const body = { version: application.version, values };
  const params = { application: application.id };
  return viewOf(await fillApplication(await as(who, { body, params }), deps));
}

export async function ask(
  who: Person,
  application: { readonly id: string },
  issuer: TestOrganisation,
  deps: Deps,
  document = 'employment-certificate',
): Promise<ApplicationView> {
  const body = { from: 'issuer', document, issuer: issuer.organisation.id, values: EMPLOYEE_VALUES } as const;
  return viewOf(
    await requestDocument(await as(who, { body, params: { application: application.id } }), deps),
  );
}

export const requestIn = (application: ApplicationView, document = 'employment-certificate'): string =>
  application.documents.find((one) => one.document === document)?.request ?? 'none';

export async function prepareIssue(
  who: Person,
  request: string,
  deps: Deps,
  values: FormValues = EMPLOYMENT_VALUES,
): Promise<string> {
  return toSignOf(await issueDocument(await as(who, { body: { values }, params: { request } }), deps));
}

export async function issueSigned(
  who: Person,
  request: string,
  signature: string,
  deps: Deps,
): Promise<DocumentRequestView> {
  return viewOf(await issueDocument(await as(who, { body: { signature }, params: { request } }), deps));
}

export async function issue(who: Person, request: string, deps: Deps): Promise<DocumentRequestView> {
  const signature = await sign(who.signing, await prepareIssue(who, request, deps));
  return issueSigned(who, request, signature, deps);
}

export async function submit(
  who: Person,
  application: { readonly id: string },
  signature: string,
  deps: Deps,
): Promise<ApplicationView> {
  const request = await as(who, { body: { signature }, params: { application: application.id } });
  return viewOf(await submitApplication(request, deps));
}

/** A filled nursery application with an issued certificate, ready to sign. */
export async function ready({ deps, parent, town, company, clerk }: Nursery, who = parent) {
  const filled = await fill(who, await begin(who, town, deps), deps);
  const asked = await ask(who, filled, company, deps);
  await issue(clerk, requestIn(asked), deps);
  return show(who, filled.id, deps);
}

/** The same, sent. */
export async function sent(nursery: Nursery, who = nursery.parent): Promise<ApplicationView> {
  const application = await ready(nursery, who);
  return submit(who, application, await sign(who.signing, application.toSign), nursery.deps);
}

export async function prepareAnswer(
  who: Person,
  town: TestOrganisation,
  application: string,
  deps: Deps,
  body = { outcome: 'accepted', text: 'A place from 4 January at the nursery “Les Lucioles”.' },
): Promise<string> {
  const params = { organisation: town.organisation.id, application };
  return toSignOf(await answerApplication(await as(who, { body, params }), deps));
}

export async function answerSealed(
  who: Person,
  town: TestOrganisation,
  application: string,
  signature: string,
  deps: Deps,
): Promise<ReceivedApplicationView> {
  const params = { organisation: town.organisation.id, application };
  return viewOf(await answerApplication(await as(who, { body: { signature }, params }), deps));
}
