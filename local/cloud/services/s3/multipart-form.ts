import { AwsError } from '../../service.ts';

/** A browser's form: its fields by name in lower case, and the file that came last. */
export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  readonly file: Buffer;
  readonly fileName: string;
}

/** What S3 allows before the file, in bytes ("MaxPostPreDataLengthExceeded"). */
const MAX_FIELDS_BYTES = 20_480;
const MAX_PARTS = 100;

/** Reads `multipart/form-data` (RFC 7578) as S3 does: everything after the file is ignored. */
export function parseForm(contentType: string, body: Buffer): Form {
  const boundary = /boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType);
  if (boundary === null) throw malformed('Content-Type names no boundary');
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`);
  const fields = new Map<string, string>();
  let position = body.indexOf(delimiter.subarray(2));
  if (position < 0) throw malformed('the boundary never comes');
  position += delimiter.length - 2;
  for (let part = 0; part < MAX_PARTS; part += 1) {
    if (body.subarray(position, position + 2).toString('latin1') === '--') break;
    const head = body.indexOf('\r\n\r\n', position);
    const { name, fileName } = disposition(
      body.subarray(position, head < 0 ? position : head).toString('utf8'),
    );
    const end = body.indexOf(delimiter, head + 4 - 2);
    if (head < 0 || end < 0) throw malformed('a part does not end');
    if (name === 'file') return { fields, fileName, file: body.subarray(head + 4, Math.max(head + 4, end)) };
    if (end > MAX_FIELDS_BYTES) {
      const message = 'Your POST request fields preceding the upload file were too large.';
      throw new AwsError('MaxPostPreDataLengthExceeded', message, 400);
    }
    if (fields.has(name)) throw malformed(`the field ${name} comes twice`);
    fields.set(name, body.subarray(head + 4, Math.max(head + 4, end)).toString('utf8'));
    position = end + delimiter.length;
  }
  throw new AwsError('InvalidArgument', 'POST requires exactly one file upload per request.', 400);
}

function disposition(head: string): { name: string; fileName: string } {
  const line = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1];
  const name = line === undefined ? undefined : /(?:^|[;\s])name="([^"]*)"/i.exec(line)?.[1];
  if (line === undefined || name === undefined) throw malformed('a part has no name');
  return { name: name.toLowerCase(), fileName: /filename="([^"]*)"/i.exec(line)?.[1] ?? '' };
}

function malformed(reason: string): AwsError {
  const message = `The body of your POST request is not well-formed multipart/form-data: ${reason}.`;
  return new AwsError('MalformedPOSTRequest', message, 400);
}
