"""What any program must do: fetch one page, ``json.loads`` it, and paint tables of rows that were ready beforehand.

Arguments: the server's address, a file of cells (from ``lookup_window``), how many rounds. Says the seconds from the answer going
out to the tables painted, as one line of JSON.
"""

from __future__ import annotations

import http.client
import json
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from provesvar_gui.ui.qt_setup import keep_alive

SERVER, TABLES, ROUNDS = urlsplit(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()), int(sys.argv[3])
Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """Words that are ready."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def show_rows(self, rows: list[list[str]]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        del parent
        return len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        del parent
        return len(self.rows[0]) if self.rows else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


class Painted(QObject):
    """Counts the tables that have been painted with rows in them."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: set[QObject] = set()
        self.sent = 0.0
        self.times: list[float] = []

    def ask(self) -> None:
        for model in models:
            model.show_rows([])
        QTimer.singleShot(20, self.fetch)

    def fetch(self) -> None:
        connection.request("POST", f"{SERVER.path}/DiagnosticReport/_search", "_count=50&_skip=0")
        response = connection.getresponse()
        body = response.read()
        self.sent = float(response.headers["X-Sent"])
        json.loads(body)
        self.waiting = {view.viewport() for view in views}
        for model, view, table in zip(models, views, TABLES, strict=True):
            model.show_rows(table["cells"])
            for row, height in enumerate(table["heights"]):
                view.setRowHeight(row, height)
            for column, width in enumerate(table["widths"]):
                view.setColumnWidth(column, width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched in self.waiting:
            self.waiting.discard(watched)
            if not self.waiting:
                QTimer.singleShot(0, self.done)
        return False

    def done(self) -> None:
        self.times.append(time.monotonic() - self.sent)
        if len(self.times) < ROUNDS:
            self.ask()
        else:
            sys.stdout.write(json.dumps(self.times) + "\n")
            QApplication.quit()


keep_alive()
application = QApplication([])
window = QWidget()
column = QVBoxLayout(window)
painted = Painted()
models, views = [], []
for table in TABLES:
    model, view = Rows(), QTableView()
    view.setModel(model)
    view.setFixedSize(*table["box"])
    view.viewport().installEventFilter(painted)
    column.addWidget(view)
    models.append(model)
    views.append(view)
connection = http.client.HTTPConnection(SERVER.hostname or "", SERVER.port)
window.show()
QTimer.singleShot(100, painted.ask)
application.exec()
