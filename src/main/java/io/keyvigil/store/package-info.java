/**
 * Keeps states and events across restarts, and lets processes share them. Implements the interfaces that {@code watch} and
 * {@code tenant} own, in SQL that SQLite (a file of this process alone) and PostgreSQL (a database of many) both
 * understand; only the claims are PostgreSQL's alone, and the table of noted polls SQLite's.
 *
 * <p>Migrations: {@code db/common} is for both databases, {@code db/embedded} for SQLite beside it and {@code db/postgresql} for
 * PostgreSQL. They share one ascending sequence of versions, each of which is in one of them. Old and new programs work side by side on one schema
 * while an upgrade rolls, so a migration only adds: tables, indexes, and columns that may be absent or have a default. It
 * never drops, renames or changes what is there, and the programs name the columns that they write. A program therefore
 * accepts a schema of a later version.
 */
package io.keyvigil.store;
