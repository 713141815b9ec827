import type { FormSection, FormValues, ReceivedApplicationView } from '../../lambdas/contracts/procedures.ts';
import { fromBase64 } from '../signing/key-derivation.ts';
import { linesOf, said } from './procedures.ts';
import type { ArchivedFile } from './zip.ts';

const text = (name: string, content: string): ArchivedFile => ({
  name,
  bytes: new Uint8Array(new TextEncoder().encode(content)),
});

/** The files of an application: the signed ones as they came, and what they say as plain text. */
export function filesOf(received: ReceivedApplicationView): ArchivedFile[] {
  const { definition, content, documents, answer } = received;
  const files: ArchivedFile[] = [
    { name: 'application.p7m', bytes: fromBase64(received.signature) },
    text('application.txt', applicationText(received)),
  ];
  for (const document of documents) {
    const required = definition.documents.find(({ id }) => id === document.document);
    files.push({ name: `${document.document}.p7m`, bytes: fromBase64(document.signature) });
    if (document.content && required) {
      const lines = [said(required.title), document.issuer.name, document.content.person.name, ''];
      const body = formText(required.form, document.content.values);
      files.push(text(`${document.document}.txt`, `${lines.join('\n')}\n${body}\n`));
    }
  }
  if (answer) {
    files.push({ name: 'answer.p7m', bytes: fromBase64(answer.signature) });
    files.push(text('answer.txt', `${answer.outcome}\n${answer.decidedOn}\n\n${answer.text}\n`));
  }
  files.push(text('application.json', JSON.stringify(content, undefined, 2)));
  return files;
}

function applicationText({ definition, content, submittedAt, digest }: ReceivedApplicationView): string {
  const { applicant, authority, values } = content;
  const head = [
    said(definition.title),
    authority.name,
    submittedAt,
    `SHA-256 ${digest}`,
    '',
    applicant.name,
    applicant.birthdate,
    applicant.address,
  ];
  return `${head.join('\n')}\n\n${formText(definition.sections, values)}\n`;
}

const formText = (sections: readonly FormSection[], values: FormValues): string =>
  sections
    .map((section) => {
      const lines = section.fields.map(
        (field) => `${said(field.label)}: ${linesOf(field, values[field.id]).join(', ')}`,
      );
      return [`## ${said(section.title)}`, ...lines].join('\n');
    })
    .join('\n\n');
