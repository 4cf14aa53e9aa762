const erasedKey = 'minka.erased';

/** Deleting the shelf loads the page again; what happened must still be said then. */
export const wasErased = (): boolean => sessionStorage.getItem(erasedKey) !== null;
export const keepErased = (): void => sessionStorage.setItem(erasedKey, 'yes');
export const forgetErased = (): void => sessionStorage.removeItem(erasedKey);
