/// <reference types="astro/client" />

declare namespace App {
  /** The version a policy text takes its words from; set by the page, read by the components of the text. */
  interface Locals {
    reading: import('./components/policy/reading.ts').Reading
  }
}
