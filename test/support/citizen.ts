import type { Answer, TestBrowser } from './http.ts';

/** A message of the laptop's outbox. */
export interface OutboxEntry {
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly links: readonly string[];
  readonly at: string;
}

/** What a person types and shows; pictures as bytes. */
export interface Applicant {
  readonly email: string;
  readonly phone: string;
  readonly level: 'low' | 'substantial';
  readonly documentType: 'passport' | 'national-identity-card' | 'residence-permit';
  readonly documentExpiry: string;
  readonly form: Readonly<Record<string, unknown>> & { readonly birthdate: string };
  readonly pictures: { readonly front: Buffer; readonly back?: Buffer };
  /** Stills of the face, three, and the document held before the camera. */
  readonly frames: readonly [Buffer, Buffer, Buffer, Buffer];
}

export interface EnrolmentState {
  readonly step: string;
  readonly reference: string;
  readonly decision?: { readonly outcome: string; readonly reasons: readonly string[] };
}

/** Reads the outbox until a message fits; the laptop cloud delivers in its own time. */
export async function awaitMessage(
  origin: string,
  fits: (entry: OutboxEntry) => boolean,
  timeoutMs = 60_000,
): Promise<OutboxEntry> {
  return await until(`a message in the outbox`, timeoutMs, async () => (await outbox(origin)).findLast(fits));
}

export async function outbox(origin: string): Promise<readonly OutboxEntry[]> {
  const response = await fetch(`${origin}/__local/outbox`, { headers: { accept: 'application/json' } });
  const body = (await response.json()) as OutboxEntry[] | { messages: OutboxEntry[] };
  return Array.isArray(body) ? body : body.messages;
}

/** Asks again, ten times a second, until there is an answer. */
export async function until<T>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${timeoutMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The code in a message: its first run of four to eight digits that stands alone. */
export const codeIn = (entry: OutboxEntry): string => /(?<!\d)\d{4,8}(?!\d)/.exec(entry.text)?.[0] ?? '';
/** The capability in a message's link: its fragment. */
export const tokenIn = (entry: OutboxEntry): string => new URL(entry.links[0] ?? '').hash.slice(1);

/** Leads an applicant through every page of enrolment by the API alone, up to the submission. */
export async function enrol(browser: TestBrowser, applicant: Applicant): Promise<EnrolmentState> {
  await proveContacts(browser, applicant);
  await fillIn(browser, applicant);
  await openLetter(browser, applicant);
  await showDocument(browser, applicant);
  await record(browser, applicant);
  return await step(browser, 'POST', '/api/enrolment/submit', {});
}

export async function proveContacts(browser: TestBrowser, applicant: Applicant): Promise<void> {
  const since = new Date(Date.now() - 1000).toISOString();
  const to = (address: string) => (entry: OutboxEntry) =>
    entry.to.replaceAll(' ', '') === address && (entry.at >= since || entry.at > '2027');
  await step(browser, 'POST', '/api/enrolment', {
    level: applicant.level,
    language: 'en',
    birthdate: applicant.form.birthdate,
    countryOfResidence: 'FR',
    documentType: applicant.documentType,
    documentExpiry: applicant.documentExpiry,
    ...(applicant.documentType === 'residence-permit' && { residencePermitYears: 10 }),
    phoneSystem: 'android',
    acceptsTerms: true,
  });
  await step(browser, 'POST', '/api/enrolment/email', { email: applicant.email });
  const mail = await awaitMessage(browser.origin, to(applicant.email));
  await step(browser, 'POST', '/api/enrolment/email/confirm', { code: codeIn(mail) });
  await step(browser, 'POST', '/api/enrolment/phone', { phone: applicant.phone });
  const sms = await awaitMessage(browser.origin, to(applicant.phone));
  await step(browser, 'POST', '/api/enrolment/phone/confirm', { code: codeIn(sms) });
}

export async function fillIn(browser: TestBrowser, applicant: Applicant): Promise<void> {
  await step(browser, 'PUT', '/api/enrolment/document-type', { documentType: applicant.documentType });
  await step(browser, 'PUT', '/api/enrolment/form', applicant.form);
  await step(browser, 'POST', '/api/enrolment/form/confirm', {});
  await step(browser, 'PUT', '/api/enrolment/channel', { channel: 'online' });
}

export async function openLetter(browser: TestBrowser, applicant: Applicant): Promise<void> {
  const letter = await awaitMessage(
    browser.origin,
    (entry) => entry.to === applicant.email && entry.links.some((link) => link.includes('/letter#')),
  );
  await step(browser, 'POST', '/api/enrolment/letter', { token: tokenIn(letter) });
}

export async function showDocument(browser: TestBrowser, applicant: Applicant): Promise<void> {
  for (const [side, picture] of Object.entries(applicant.pictures)) {
    const contentType = picture[0] === 0xff ? 'image/jpeg' : 'image/png';
    const upload = await put(browser, { kind: 'document', side, contentType, size: picture.length }, picture);
    const judged = await ok<{ legible: boolean; reason?: string }>(
      browser.call('POST', '/api/enrolment/document', { side, upload }),
    );
    if (!judged.legible) throw new Error(`The ${side} is not legible: ${judged.reason}`);
  }
  await step(browser, 'POST', '/api/enrolment/document/confirm', {});
}

export async function record(browser: TestBrowser, applicant: Applicant): Promise<void> {
  const challenge = await ok<{ attempt: string }>(browser.call('POST', '/api/enrolment/video/challenge', {}));
  const { attempt } = challenge;
  const video = Buffer.concat([WEBM_MAGIC, Buffer.alloc(2048)]);
  const videoId = await put(
    browser,
    { kind: 'video', attempt, contentType: 'video/webm', size: video.length },
    video,
  );
  const frames: Record<string, string> = {};
  for (const [at, frame] of ['face-1', 'face-2', 'face-3', 'document'].entries()) {
    const bytes = applicant.frames[at] ?? Buffer.alloc(0);
    frames[frame] = await put(
      browser,
      { kind: 'frame', attempt, frame, contentType: 'image/jpeg', size: bytes.length },
      bytes,
    );
  }
  await step(browser, 'POST', '/api/enrolment/video', { attempt, video: videoId, frames });
}

/** EBML header: the API tests send no real recording; the browser's journey does. */
const WEBM_MAGIC = Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex');

/** Asks for a presigned form and posts a file with it, as a browser does; the upload's id. */
export async function put(
  browser: TestBrowser,
  request: { readonly contentType: string } & Record<string, unknown>,
  bytes: Buffer,
): Promise<string> {
  const ticket = await ok<{ upload: string; url: string; fields: Record<string, string> }>(
    browser.call('POST', '/api/enrolment/uploads', request),
  );
  const form = new FormData();
  for (const [name, value] of Object.entries(ticket.fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)], { type: request.contentType }));
  const answer = await fetch(ticket.url, { method: 'POST', body: form });
  if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return ticket.upload;
}

/** One call that must succeed; the enrolment as it stands then. */
export const step = (
  browser: TestBrowser,
  method: string,
  path: string,
  body?: unknown,
): Promise<EnrolmentState> => ok<EnrolmentState>(browser.call(method, path, body));

export async function ok<T>(call: Promise<Answer>): Promise<T> {
  const answer = await call;
  if (answer.status >= 400) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}
