import type { UploadRequest, UploadTicket } from '../../lambdas/contracts/enrolment.ts';
import { ConnectionFailure, call, RefusedCall } from './call.ts';

function refused(status: number): RefusedCall {
  const tooLarge = status === 413 || status === 400;
  return new RefusedCall({
    type: 'about:blank',
    title: 'The file was refused',
    status,
    code: status === 403 ? 'upload-expired' : tooLarge ? 'upload-refused' : 'server-error',
    detail: 'The file could not be stored. Please try again.',
  });
}

function form(ticket: UploadTicket, content: Blob): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(ticket.fields)) data.append(name, value);
  data.append('file', content); // S3 ignores every field after the file
  return data;
}

/** Posts one file to its presigned URL (XMLHttpRequest: fetch tells no upload progress). */
function post(ticket: UploadTicket, content: Blob, onProgress: (fraction: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', ticket.url);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve() : reject(refused(request.status)));
    request.onerror = () => reject(new ConnectionFailure('The upload was cut off.'));
    request.send(form(ticket, content));
  });
}

/** Asks for a place, uploads, and returns the upload's id for the call that judges it. */
export async function upload(
  request: UploadRequest,
  content: Blob,
  onProgress: (fraction: number) => void,
): Promise<string> {
  const ticket = await call<UploadTicket>('POST', '/api/enrolment/uploads', request);
  await post(ticket, content, onProgress);
  return ticket.upload;
}
