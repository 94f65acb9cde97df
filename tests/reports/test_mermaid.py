"""Mermaid text: each node once, labels without syntax, and no more nodes than can be read."""

from tasks.reports.mermaid import Graph, label


def test_a_graph_is_nodes_then_arrows():
    graph = Graph(10)
    one, other = graph.node("a", "Echo"), graph.node("b", "Wire")
    graph.node("a", "Echo again")
    graph.arrow(one, "copied from", other)
    graph.arrow(other, "denies", one, is_dotted=True)
    assert graph.text() == (
        'flowchart LR\n  n0["Echo"]\n  n1["Wire"]\n  n0 -->|"copied from"| n1\n  n1 -.->|"denies"| n0'
    )


def test_a_frame_takes_as_many_as_there_is_room_for():
    graph = Graph(2)
    graph.group("family", [("a", "Echo"), ("b", "Wire"), ("c", "Post")])
    assert graph.is_full
    assert ("b" in graph, "c" in graph) == (True, False)
    assert graph.text().splitlines()[1:] == ['  subgraph f0["family"]', '  n0["Echo"]', '  n1["Wire"]', "  end"]


def test_no_words_are_read_as_syntax():
    assert label('Barn"] --> x; click n0 "javascript:alert(1)" %%{init}%%|') == (
        "Barn   --  x  click n0  javascript:alert 1   %% init %%"
    )
