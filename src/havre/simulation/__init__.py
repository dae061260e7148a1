"""An evening of invented people: visitors who come, officers who answer.

A client of docs/reference/protocol.md and nothing else. It says at the end whether
anything was lost, and whether anybody was left in front of nobody.
"""
