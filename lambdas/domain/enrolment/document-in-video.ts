import type { FaceComparison } from '../recognition/recognition.ts';

/** Words shorter than this are on every document. */
const SHORTEST_WORD = 4;
/** So many words in common are no accident. */
const WORDS_IN_COMMON = 3;

/** Whether the text read on a still is that of the pictured document: its number, or several of its words. */
export function isDocumentInText(
  text: readonly string[],
  document: { readonly number?: string; readonly printed: readonly string[] },
): boolean {
  const known = wordsOf(document.printed);
  const common = [...wordsOf(text)].filter((word) => known.has(word)).length;
  const squeezed = text
    .join('')
    .replace(/[^A-Z0-9]/gi, '')
    .toUpperCase();
  const numberSeen = document.number !== undefined && squeezed.includes(document.number);
  return numberSeen || common >= WORDS_IN_COMMON;
}

/** Whether a second face, the portrait, is seen beside the holder's. One face alone may be the holder's own. */
export function isPortraitBesideHolder(
  { faces, similarity = 0 }: FaceComparison,
  limits: { readonly faceConfidence: number; readonly faceSimilarity: number },
): boolean {
  const sure = faces.filter((face) => face.confidence >= limits.faceConfidence).length;
  return sure >= 2 && similarity >= limits.faceSimilarity;
}

function wordsOf(lines: readonly string[]): Set<string> {
  const words = lines.flatMap((line) => line.toUpperCase().split(/[^\p{L}\p{N}]+/u));
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD));
}
