/** Contents too large for a record: attachments of letters, documents of the safe. They travel between browser and bucket directly. */
export interface BoxObjects {
  /**
   * A presigned PUT for one object with this very content: the store refuses bytes whose SHA-256 or length differ, and a URL used
   * twice can only store the same again.
   * @param upload.digest SHA-256, base64url
   * @returns headers that the PUT must carry
   */
  upload(upload: {
    readonly object: string;
    readonly digest: string;
    readonly size: number;
    readonly lifetimeSeconds: number;
  }): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>;
  /** Digest (SHA-256, base64url) and length as the store computed them; undefined when nothing arrived. */
  stored(object: string): Promise<{ readonly digest: string; readonly size: number } | undefined>;
  /** A presigned GET that a browser saves under this name and never shows as a page. */
  download(file: {
    readonly object: string;
    readonly name: string;
    readonly type: string;
    readonly lifetimeSeconds: number;
  }): Promise<string>;
}

/** Whoever may also end them; deleting what is not there is no error. */
export interface BoxObjectRemovals {
  delete(object: string): Promise<void>;
}
