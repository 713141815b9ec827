import type { UploadPermit } from '../../lambdas/contracts/mailbox.ts';
import { ConnectionFailure, RefusedCall } from '../api/call.ts';

const refused = (status: number): RefusedCall =>
  new RefusedCall({
    type: 'about:blank',
    title: 'The file was refused',
    status,
    code: status === 403 ? 'upload-expired' : status < 500 ? 'upload-refused' : 'server-error',
    detail: 'The file could not be stored. Please try again.',
  });

/** Sends a file to its presigned address (XMLHttpRequest: fetch tells no upload progress). */
export function putFile(
  { url, headers }: Pick<UploadPermit, 'url' | 'headers'>,
  content: Blob,
  onProgress: (fraction: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve() : reject(refused(request.status)));
    request.onerror = () => reject(new ConnectionFailure('The upload was cut off.'));
    request.send(content);
  });
}
