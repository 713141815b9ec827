import type { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Pixels } from './pixels.ts';
import { PictureRefused } from './refusal.ts';

let library: Promise<PDFiumLibrary> | undefined;

/** PDFium compiled without a script engine: a script in the file has nothing to run in. */
async function pdfium(): Promise<PDFiumLibrary> {
  library ??= import('@hyzyla/pdfium').then((module) => module.PDFiumLibrary.init());
  return library;
}

function refusal(error: unknown): PictureRefused {
  const message = error instanceof Error ? error.message : '';
  return /password|security/i.test(message)
    ? new PictureRefused('encrypted', 'The PDF is protected by a password; send it without protection.')
    : new PictureRefused('damaged', 'The PDF cannot be read; it is damaged or incomplete.');
}

/** The library gives red, green, blue, alpha, whatever its option “BGRA” says. */
function toRgb(rgba: Uint8Array, width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    data[to] = rgba[from] ?? 0;
    data[to + 1] = rgba[from + 1] ?? 0;
    data[to + 2] = rgba[from + 2] ?? 0;
  }
  return { width, height, data };
}

/**
 * Draws the only page of a PDF, its long side `longSide` pixels.
 * Throws PictureRefused `encrypted`, `several-pages` or `damaged`.
 */
export async function drawPdf(bytes: Uint8Array, longSide: number): Promise<Pixels> {
  const document = await (await pdfium()).loadDocument(bytes).catch((error: unknown) => {
    throw refusal(error);
  });
  try {
    if (document.getPageCount() !== 1) {
      throw new PictureRefused(
        'several-pages',
        `The PDF has ${document.getPageCount()} pages; send one page.`,
      );
    }
    const page = document.getPage(0);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const size = Math.max(originalWidth, originalHeight);
    if (!(size > 0)) throw new PictureRefused('damaged', 'The page of the PDF has no size.');
    const drawn = await page.render({ scale: longSide / size, render: 'bitmap' });
    return toRgb(drawn.data, drawn.width, drawn.height);
  } finally {
    document.destroy();
  }
}
