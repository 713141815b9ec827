import { type Block, DetectDocumentTextCommand, TextractClient } from '@aws-sdk/client-textract';
import type { OcrLine } from '../../domain/mrz/text-rows.ts';
import { type TextReader, UnreadableEvidence } from '../../domain/recognition/recognition.ts';

const REFUSALS: Readonly<Record<string, UnreadableEvidence['reason']>> = {
  UnsupportedDocumentException: 'damaged-file',
  BadDocumentException: 'damaged-file',
  DocumentTooLargeException: 'too-large',
};

/** Textract DetectDocumentText over the evidence bucket; nothing passes through the function's memory. */
export function textractTextReader(bucket: string): TextReader {
  let client: TextractClient | undefined;
  return {
    async read(key) {
      client ??= new TextractClient({ maxAttempts: 5 });
      try {
        const { Blocks = [] } = await client.send(
          new DetectDocumentTextCommand({ Document: { S3Object: { Bucket: bucket, Name: key } } }),
        );
        return Blocks.filter((block) => block.BlockType === 'LINE').map(toLine);
      } catch (error) {
        const reason = error instanceof Error ? REFUSALS[error.name] : undefined;
        throw reason === undefined ? error : new UnreadableEvidence(key, reason);
      }
    },
  };
}

function toLine({ Text, Confidence, Geometry }: Block): OcrLine {
  const { Left = 0, Top = 0, Width = 0, Height = 0 } = Geometry?.BoundingBox ?? {};
  return {
    text: Text ?? '',
    confidence: Confidence ?? 0,
    box: { left: Left, top: Top, width: Width, height: Height },
  };
}
