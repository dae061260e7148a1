"""A visitor on a phone and an officer at a desk talk, whatever the server suffers."""

import sqlite3

from playwright.sync_api import expect

HERS = "Je préfère écrire que parler."
THEIRS = "Bonjour, je suis là pour vous lire."
MEANWHILE = "J'écris pendant que rien ne répond."
MEANWHILE_TOO = "Moi aussi, prenez votre temps."
AFTER = "Vous m'avez bien reçue ?"
ANSWER = "Oui, tout est là."


KEEP_THE_ID = {"journal", "decision"}  # who read, what was decided: never a word


def rows_of(house):
    """Every value of every table of the house's two databases."""
    for name in ("ledger.db", "keyring.db"):
        store = sqlite3.connect(f"file:{house.data / name}?mode=ro", uri=True)
        tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
        for (table,) in store.execute(tables).fetchall():
            rows = store.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in rows.description]
            for row in rows.fetchall():
                yield table, dict(zip(columns, row, strict=True))
        store.close()


def sealed_in(house):
    """Every sealed thing that the house keeps."""
    return {row["sealed"] for _, row in rows_of(house) if row.get("sealed")}


def tables_with(house, id_):
    """The tables in which a conversation's id stands."""
    return {table for table, row in rows_of(house) if id_ in row.values()}


def test_they_talk_through_a_server_that_dies(house, a_visitor, an_officer):
    """Nothing is lost, doubled or out of order; after exit and decision, nothing stays.

    The server is killed without notice while both write.
    """
    before = sealed_in(house)
    visitor = a_visitor().arrive()
    officer = an_officer().sign_in()
    visitor.say(HERS)
    officer.take()
    expect(officer.theirs(HERS)).to_be_visible()
    officer.say(THEIRS)
    expect(visitor.theirs(THEIRS)).to_be_visible()

    house.kill()
    visitor.send(MEANWHILE)
    officer.send(MEANWHILE_TOO)
    house.start()

    expect(officer.theirs(MEANWHILE)).to_be_visible(timeout=40_000)
    expect(visitor.theirs(MEANWHILE_TOO)).to_be_visible(timeout=40_000)
    expect(visitor.mine(MEANWHILE)).to_contain_text("Envoyé")
    visitor.say(AFTER)
    officer.say(ANSWER)
    expect(visitor.theirs(ANSWER)).to_be_visible()
    expect(officer.theirs(AFTER)).to_be_visible()
    for one in (visitor, officer):
        assert [HERS, MEANWHILE, AFTER] == one.texts("visitor")
        assert [THEIRS, MEANWHILE_TOO, ANSWER] == one.texts("agent")
    kept = sealed_in(house) - before
    assert 6 < len(kept)  # the messages, and their key
    (id_,) = {row["id"] for table, row in rows_of(house) if table == "conversation"}

    visitor.leave()
    officer.sees_her_gone()
    officer.destroy()

    for mark in kept:
        assert [] == house.files_with(mark)
    assert KEEP_THE_ID >= tables_with(house, id_)
    for text in (HERS, THEIRS, MEANWHILE, AFTER, ANSWER):
        assert [] == house.files_with(text.encode())
