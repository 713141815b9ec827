/** An upload as the browser sends it: a form that the object store checks (size, type, name, time). */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Lets a browser write evidence of one enrolment, and nothing else. */
export interface EvidenceUploads {
  form(request: {
    readonly key: string;
    readonly contentType: string;
    readonly maximumBytes: number;
    readonly lifetimeSeconds: number;
  }): Promise<UploadForm>;
}

/** Reads evidence back; only the functions that judge it and the reviewer's can. */
export interface EvidenceReader {
  /** The whole object, or undefined when there is none. */
  read(key: string): Promise<Uint8Array | undefined>;
  /** The first `bytes` of the object and its whole size, or undefined when there is none. */
  begin(
    key: string,
    bytes: number,
  ): Promise<{ readonly head: Uint8Array; readonly size: number } | undefined>;
}

export interface EvidenceWriter {
  keep(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** Copies one object inside the store; false when there is none. */
  copy(from: string, to: string): Promise<boolean>;
}

/** Addresses for minutes under which a reviewer's browser sees evidence. */
export interface EvidenceViews {
  url(key: string, lifetimeSeconds: number): Promise<string>;
}

/** Where an upload lies: under its enrolment. */
export function evidenceKey(enrolmentId: string, upload: string): string {
  return `${enrolmentId}/${upload}`;
}
