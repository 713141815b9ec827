import type { MessageTemplate } from '../template.ts';

/** The code that signs one document (D2); `document` begins the digest that the page shows too. Data: `code`, `document`, `minutes`. */
export const simpleSignatureCodeText: MessageTemplate = {
  en: {
    text: '{code} signs the document {document}…, good for {minutes} minutes. Not you? Ignore it. Never give it to anybody.',
  },
  fr: {
    text: '{code} signe le document {document}…, valable {minutes} minutes. Pas vous ? Ignorez-le. Ne le donnez à personne.',
  },
  ja: {
    text: '{code}：文書 {document}… に署名するコードです（{minutes}分間有効）。心当たりがなければ無視し、誰にも教えないでください。',
  },
};
