/** The three parts of a post-office box. */
export const FOLDERS = ['inbox', 'notices', 'safe'] as const;
export type Folder = (typeof FOLDERS)[number];

/** A registered letter as its recipient sees it. */
export type LetterState = 'waiting' | 'accepted' | 'refused' | 'unclaimed';

/**
 * One thing in a box. What it says is sealed under the owner's key (`PersonalData`); a letter that waits for its recipient's decision
 * does not name its sender even there.
 */
export interface BoxItem {
  /** Account id. */
  readonly boxId: string;
  /** `<ISO instant>#<id>`: newest first when read backwards. */
  readonly itemId: string;
  readonly folder: Folder;
  readonly kind: 'letter' | 'notice' | 'document';
  /** ISO 8601 */
  readonly arrivedAt: string;
  readonly readAt?: string;
  readonly letterId?: string;
  /** Of a letter: where it stands, and until when it can be accepted (ISO 8601). */
  readonly letterState?: LetterState;
  readonly claimUntil?: string;
  /** A document whose bytes have not arrived yet; it is in no folder. */
  readonly uploading?: boolean;
  /** `BoxItemContent`, sealed. */
  readonly sealed: string;
}

/** What an item says, once opened. */
export interface BoxItemContent {
  readonly title: string;
  /** Plain text. */
  readonly text: string;
  /** Organisation, service or person it comes from; absent for a letter not yet accepted. */
  readonly from?: string;
  /** A page of the app that goes on from here, for example `/app/move`. */
  readonly link?: string;
  readonly files: readonly {
    readonly name: string;
    readonly type: string;
    readonly size: number;
    /** SHA-256, base64url. */
    readonly digest: string;
    /** Object in the bucket `box`; small signed files may stand here themselves, base64. */
    readonly object?: string;
    readonly bytes?: string;
  }[];
}

/** Puts things into boxes; whoever tells a person something uses it. */
export interface BoxItems {
  /** Keeps an item under an id that the caller fixes: a second time with the same `itemId` changes nothing and answers false. */
  keep(item: BoxItem): Promise<boolean>;
}

/** A box whose owner leaves. */
export interface ErasedBoxItems extends Pick<OwnBoxItems, 'delete'> {
  /** Everything in it, whatever the folder, what is still being uploaded too. */
  all(boxId: string): AsyncIterable<BoxItem>;
}

/** One page of a folder, newest first. */
export interface BoxPage {
  readonly items: readonly BoxItem[];
  /** Where the next page begins; undefined at the end. */
  readonly next?: string;
}

/** A box as its owner uses it. */
export interface OwnBoxItems extends BoxItems {
  find(boxId: string, itemId: string): Promise<BoxItem | undefined>;
  /** @param from the `next` of the page before */
  list(boxId: string, folder: Folder, limit: number, from?: string): Promise<BoxPage>;
  /** Notes the first reading; false when it was read before or is not there. */
  markRead(boxId: string, itemId: string, now: Date): Promise<boolean>;
  /** Keeps a document that is being uploaded, in no folder yet. */
  prepare(item: BoxItem): Promise<boolean>;
  /** The upload arrived: the document lies in its folder. False when it did before, or is not there. */
  admit(boxId: string, itemId: string): Promise<boolean>;
  /** Documents whose upload was begun and never ended, the oldest first. */
  uploading(boxId: string, limit: number): Promise<readonly BoxItem[]>;
  /** Moves an item to another folder; false when it is not there. */
  file(boxId: string, itemId: string, folder: Folder): Promise<boolean>;
  /** True once: of two at the same time, one deletes. */
  delete(boxId: string, itemId: string): Promise<boolean>;
}

/** A letter's item follows its letter. */
export interface LetterItems extends BoxItems {
  /**
   * Replaces what the item of a waiting letter says and where the letter stands; without effect when the letter was decided
   * before, or the person deleted the item.
   */
  follow(item: Pick<BoxItem, 'boxId' | 'itemId' | 'sealed' | 'letterState'>): Promise<void>;
}
