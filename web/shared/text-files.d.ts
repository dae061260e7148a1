/** A text file is bundled as a string (`loader` in web/build.mjs). */
declare module "*.txt" {
  const text: string
  export default text
}
