import { AwsError, type CallContext, type Operation, type Service } from '../../cloud/service.ts';
import { PictureRefused, type RefusalReason } from '../picture/refusal.ts';
import { type ObjectReader, resolvePicture } from '../picture/source.ts';
import type { PageReading } from '../reading/page.ts';
import { createReader, type Reader } from '../reading/reader.ts';
import { toBlocks } from './blocks.ts';

/** Synchronous operations accept 10 MB (Amazon Textract, “Quotas”). */
const MAX_BYTES = 10 * 1024 * 1024;

const ERRORS: Readonly<Record<RefusalReason, string>> = {
  format: 'UnsupportedDocumentException',
  encrypted: 'UnsupportedDocumentException',
  'several-pages': 'UnsupportedDocumentException',
  damaged: 'BadDocumentException',
  'too-small': 'BadDocumentException',
  'too-large': 'DocumentTooLargeException',
};

async function readDocument(
  reader: Reader,
  cloud: ObjectReader,
  source: unknown,
  caller: string,
): Promise<PageReading> {
  const { bytes } = await resolvePicture(source, cloud, caller);
  if (bytes.length > MAX_BYTES) {
    throw new AwsError(
      'DocumentTooLargeException',
      'The document is larger than 10 MB; send a smaller picture.',
    );
  }
  return reader.read(bytes).catch((error: unknown) => {
    throw error instanceof PictureRefused ? new AwsError(ERRORS[error.reason], error.message) : error;
  });
}

async function detectDocumentText(reader: Reader, cloud: ObjectReader, operation: Operation, caller: string) {
  const page = await readDocument(reader, cloud, operation.input['Document'], caller);
  return { DocumentMetadata: { Pages: 1 }, Blocks: toBlocks(page), DetectDocumentTextModelVersion: '1.0' };
}

interface IdField {
  readonly Type: { readonly Text: string };
  readonly ValueDetection: { readonly Text: string; readonly Confidence: number };
}

/** AnalyzeID knows United States documents; for others the service answers type OTHER and empty fields. */
const FIELDS = [
  'FIRST_NAME',
  'LAST_NAME',
  'DOCUMENT_NUMBER',
  'EXPIRATION_DATE',
  'DATE_OF_BIRTH',
  'MRZ_CODE',
] as const;

async function analyzeId(reader: Reader, cloud: ObjectReader, operation: Operation, caller: string) {
  const pages = operation.input['DocumentPages'];
  if (!Array.isArray(pages) || pages.length < 1 || pages.length > 2) {
    throw new AwsError(
      'InvalidParameterException',
      'Request has invalid parameters: DocumentPages holds one or two pages.',
    );
  }
  const documents = [];
  for (const [at, page] of pages.entries()) {
    const fields: IdField[] = FIELDS.map((type) => ({
      Type: { Text: type },
      ValueDetection: { Text: '', Confidence: 0 },
    }));
    fields.push({ Type: { Text: 'ID_TYPE' }, ValueDetection: { Text: 'OTHER', Confidence: 99 } });
    const blocks = toBlocks(await readDocument(reader, cloud, page, caller));
    documents.push({ DocumentIndex: at + 1, IdentityDocumentFields: fields, Blocks: blocks });
  }
  return {
    IdentityDocuments: documents,
    DocumentMetadata: { Pages: pages.length },
    AnalyzeIDModelVersion: '1.0',
  };
}

/** Textract over the local reader; `reader` may be shared with other users of the same process. */
export function textract(cloud: ObjectReader, reader: Reader = createReader()): Service {
  return {
    name: 'textract',
    resources: () => ['*'],
    async call(operation: Operation, context: CallContext) {
      if (operation.name === 'DetectDocumentText')
        return detectDocumentText(reader, cloud, operation, context.caller);
      if (operation.name === 'AnalyzeID') return analyzeId(reader, cloud, operation, context.caller);
      throw new AwsError(
        'UnknownOperationException',
        `Textract's ${operation.name} is not offered on the laptop.`,
        501,
      );
    },
    stop: () => reader.close(),
  };
}
