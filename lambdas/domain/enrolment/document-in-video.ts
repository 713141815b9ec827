import type { DetectedFace } from '../identity-document/legibility/picture-signals.ts';

/** Words shorter than this are on every document. */
const SHORTEST_WORD = 4;
/** So many words in common are no accident. */
const WORDS_IN_COMMON = 3;

/** What was seen on the still that shows the document to the camera. */
export interface DocumentStill {
  readonly text: readonly string[];
  readonly faces: readonly DetectedFace[];
  /** With the portrait on the document's picture; absent without a face. */
  readonly portraitSimilarity?: number;
}

/**
 * Whether the still shows the pictured document: its number or several of its words can be read, or a second face, the
 * portrait, is seen beside the holder's. One face alone may be the holder's own.
 */
export function isDocumentInVideo(
  still: DocumentStill,
  document: { readonly number?: string; readonly printed: readonly string[] },
  limits: { readonly faceConfidence: number; readonly faceSimilarity: number },
): boolean {
  const words = wordsOf(still.text);
  const known = wordsOf(document.printed);
  const common = [...words].filter((word) => known.has(word)).length;
  const squeezed = still.text
    .join('')
    .replace(/[^A-Z0-9]/gi, '')
    .toUpperCase();
  const numberSeen = document.number !== undefined && squeezed.includes(document.number);
  const faces = still.faces.filter((face) => face.confidence >= limits.faceConfidence).length;
  const portraitSeen = faces >= 2 && (still.portraitSimilarity ?? 0) >= limits.faceSimilarity;
  return numberSeen || common >= WORDS_IN_COMMON || portraitSeen;
}

function wordsOf(lines: readonly string[]): Set<string> {
  const words = lines.flatMap((line) => line.toUpperCase().split(/[^\p{L}\p{N}]+/u));
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD));
}
