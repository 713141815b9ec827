interface PdfOptions {
  /** JavaScript to run when the document opens. */
  readonly script?: string;
  /** Declares a password that is not the empty one. */
  readonly encrypted?: boolean;
}

const ENCRYPTION =
  '<< /Filter /Standard /V 1 /R 2 /P -64 /O <0102030405060708091011121314151617181920212223242526272829303132> /U <3231302928272625242322212019181716151413121110090807060504030201> >>';

/** A small PDF (ISO 32000-1 §7.5) with one 400 × 200 JPEG filling each page. */
export function pdfOf(pictures: readonly Buffer[], options: PdfOptions = {}): Buffer {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer): number => objects.push(Buffer.from(body));
  const pageNumbers = pictures.map((_, at) => 3 + at * 3);
  const action = options.script
    ? ` /OpenAction << /S /JavaScript /JS (${options.script.replaceAll(/[()\\]/g, '\\$&')}) >>`
    : '';
  add(`<< /Type /Catalog /Pages 2 0 R${action} >>`);
  add(`<< /Type /Pages /Count ${pictures.length} /Kids [${pageNumbers.map((n) => `${n} 0 R`).join(' ')}] >>`);
  for (const [at, picture] of pictures.entries()) {
    const own = pageNumbers[at] ?? 0;
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents ${own + 1} 0 R /Resources << /XObject << /P ${own + 2} 0 R >> >> >>`,
    );
    add('<< /Length 27 >>\nstream\nq 400 0 0 200 0 0 cm /P Do Q\nendstream');
    const head = `<< /Type /XObject /Subtype /Image /Width 400 /Height 200 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode /Length ${picture.length} >>\nstream\n`;
    add(Buffer.concat([Buffer.from(head), picture, Buffer.from('\nendstream')]));
  }
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  for (const [at, body] of objects.entries()) {
    places.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from('\nendobj\n'));
  }
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const encrypt = options.encrypted ? ` /Encrypt ${ENCRYPTION} /ID [<00> <00>]` : '';
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`));
  parts.push(
    Buffer.from(
      `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${encrypt} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
