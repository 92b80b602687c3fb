/** What the build makes of `src/page`. */

/** The script of the page. */
export declare const script: string;
export declare const style: string;
/** The part of the page between its heading and its data. */
export declare const body: string;
