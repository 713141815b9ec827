import type { EvidenceUploads } from '../../lambdas/domain/evidence/evidence.ts';

/** Upload forms that lead nowhere; the presigned ones are tested against the laptop's object store. */
export function formsToNowhere(): EvidenceUploads {
  return {
    form: async ({ key, contentType }) => ({
      url: 'http://127.0.0.1:9/evidence',
      fields: { key, 'Content-Type': contentType },
    }),
  };
}
