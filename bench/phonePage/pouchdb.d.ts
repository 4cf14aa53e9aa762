// The package comes without types; this is all of it that is used.
declare module 'pouchdb-browser' {
  class PouchDB {
    constructor(name: string);
    info(): Promise<unknown>;
    bulkDocs(documents: readonly object[]): Promise<unknown>;
    allDocs(asked: object): Promise<{ readonly rows: readonly unknown[] }>;
  }
  export = PouchDB;
}
