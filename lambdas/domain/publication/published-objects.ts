export interface PublishedObject {
  readonly text: string;
  readonly contentType: string;
  /** `max-age` it is served with. */
  readonly cacheSeconds: number;
}

/** What stands on the public origin as static objects; paths begin with `/`. */
export interface PublishedObjects {
  load(path: string): Promise<(PublishedObject & { readonly version: string }) | undefined>;
  /** Replaces that version, or puts the first; false when another publisher was first. */
  replace(path: string, object: PublishedObject, version: string | undefined): Promise<boolean>;
}
