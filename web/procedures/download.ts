import type { ReceivedApplicationView } from '../../lambdas/contracts/procedures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { saveFile } from '../signing/save-file.ts';
import { filesOf } from './application-files.ts';
import { zip } from './zip.ts';

/** All files of an application in one archive. */
export async function download(organisation: string, id: string): Promise<void> {
  const path = `/api/organisations/${encodeURIComponent(organisation)}/applications/${encodeURIComponent(id)}`;
  const received = await citizenCall<ReceivedApplicationView>('GET', path);
  saveFile(`${received.procedure}-${id}.zip`, 'application/zip', zip(filesOf(received)));
}
